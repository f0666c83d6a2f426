"""One friendly sentence for a submission that could not be loaded. Looks at one line of text, in linear time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_QUOTES: Final = "“”‘’„«»"
_SPACES: Final = "\u00a0\u200b\u200c\u200d\u2060\ufeff"

_OF_A_KIND: Final = {
    "timeout": 'Loading your file took too long; move work such as training under `if __name__ == "__main__":`.',
    "memory": "Loading your file needed too much memory; make the arrays at the top of the file smaller.",
    "output": "Your file printed too much while it was loaded; remove prints outside of functions.",
    "ended": "Your program ended while it was being loaded; remove calls that end Python, such as os._exit.",
}

_OF_A_LINE: Final[tuple[tuple[Callable[[str], bool], str], ...]] = (
    (
        lambda line: any(quote in line for quote in _QUOTES),
        "This line has typographic quotes, perhaps from a document; use plain ' or \" instead.",
    ),
    (
        lambda line: any(space in line for space in _SPACES),
        "This line has an invisible character that is not an ordinary space; type the line again.",
    ),
    (lambda line: line.startswith("```"), "Remove the ``` marks: the file should hold Python only."),
    (
        lambda line: line.startswith(("<<<<<<<", ">>>>>>>", "=======")),
        "This line is left over from a merge; decide for one of the two versions and remove the marks.",
    ),
    (
        lambda line: line.startswith(("%", "!")) or line.endswith("?"),
        "This line is a notebook command and not Python; remove it.",
    ),
    (lambda line: line.startswith((">>>", "In [")), "Remove the prompt at the start of the line."),
    (lambda line: line.startswith("print "), "This is Python 3: write print(...) with parentheses."),
)

_OF_A_MESSAGE: Final = (
    ("No module named 'torch'", "torch is not available in this assignment; write the computation with numpy."),
    ("No module named", "Only the standard library and numpy are available here."),
    ("EOF when reading a line", "Nobody can answer input() here; set the value in the code."),
    ("inconsistent use of tabs", "Use either tabs or spaces for indentation, not both."),
    ("too many nested", "The code is too complex to be read; write it in smaller steps."),
    ("maximum recursion depth", "The code is too deeply nested to be read or calls itself without end."),
)


def hint_for(*, kind: str = "", type_name: str = "", message: str = "", line_text: str = "") -> str:
    """Give a sentence that says what to do next, empty if there is nothing better than the error itself."""
    if kind:
        return _OF_A_KIND.get(kind, "")
    for part, hint in _OF_A_MESSAGE:
        if part in message:
            return hint
    if type_name in ("SyntaxError", "IndentationError", "TabError"):
        return next((hint for fits, hint in _OF_A_LINE if fits(line_text)), "")
    if type_name == "FileNotFoundError":
        return "Your code runs alone, without other files; put the data into the code."
    return ""
