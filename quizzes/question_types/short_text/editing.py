"""The accepted words and the known wrong ones, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Input, Values

INPUTS = (
    Input(
        "accepted",
        "Accepted answers",
        help="One on each line. The first is shown as the right answer. Spaces, dashes and quotes may differ.",
        kind="text",
    ),
    Input(
        "patterns",
        "Or whatever matches a pattern",
        help="One regular expression on each line, such as `(3|three) gates?`; it must match the whole answer.",
        kind="text",
    ),
    Input("case", "Upper and lower case matter", kind="tick"),
    editing.FEEDBACK,
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "accepted": "\n".join(spec.get("accepted", ())),
        "patterns": "\n".join(spec.get("patterns", ())),
        "case": bool(spec.get("case")),
        "feedback": editing.describe_feedback(spec),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    written: dict[str, Any] = {
        "accepted": editing.read_lines(values["accepted"]),
        "patterns": editing.read_lines(values["patterns"]),
        **editing.read_feedback(values),
    }
    if values["case"] or "case" in before:
        written["case"] = values["case"]
    return editing.keep(before, ("accepted", "patterns", "case", "feedback"), written)
