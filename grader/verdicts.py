"""What the judge's codes mean, in words for a student."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """A word for a chip, and a sentence that says what happened and what to do next."""

    word: str
    sentence: str


MEANINGS: Mapping[str, Meaning] = {
    "OK": Meaning("Right", "Everything is right. Well done."),
    "PARTIAL": Meaning("Partly right", "Some of it is right. The first check that is not is opened below."),
    "WA": Meaning(
        "Wrong values", "Your code runs, but what it returns is not right yet. Begin with the first wrong check."
    ),
    "RTE": Meaning("Error", "Your code stopped with an error while it ran. The error and its line are shown below."),
    "CE": Meaning(
        "Cannot run",
        "Python could not load your file, so nothing was checked. The message below names the line to mend.",
    ),
    "IFE": Meaning(
        "Not as asked",
        "A function is missing, or takes or returns other things than the statement asks. Compare names and shapes.",
    ),
    "TLE": Meaning("Too slow", "Your code took too long and was stopped. Look for a loop that never ends."),
    "MLE": Meaning("Too much memory", "Your code asked for more memory than it may use. Look for an array that grows."),
    "OLE": Meaning(
        "Too much output", "Your code printed or returned far more than was asked for. Take out the prints."
    ),
    "PLE": Meaning("Too many processes", "Your code started more processes or threads than it may. It needs none."),
    "NORES": Meaning(
        "Ended early", "Your program ended before it answered. Take out calls such as exit() and quit(), and try again."
    ),
    "BADSUB": Meaning("Not readable", "The file could not be read. Hand in a .py file or a notebook."),
    "POLICY": Meaning("Not allowed", "A rule of this assignment was broken; the rule is quoted below."),
    "SYS": Meaning("Our fault", "Something went wrong on our side. It will be tried again, and it costs you nothing."),
    "NOTRY": Meaning("Not attempted", "Nothing here has been written yet. Fill in the function, and submit again."),
}
UNKNOWN = Meaning("Checked", "The checks below say how it went.")


def explain(verdict: str) -> Meaning:
    return MEANINGS.get(verdict, UNKNOWN)
