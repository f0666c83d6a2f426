"""The code and what it prints, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.code_reading import SCHEMES
from quizzes.question_types.editing import Input, Values

INPUTS = (
    Input("code", "Code", help="Shown with line numbers; it is not run.", kind="code"),
    Input(
        "answer",
        "What it prints",
        help="Line by line. A shape may be written in any way, such as `(2, 3)`.",
        kind="text",
    ),
    *editing.TOLERANCE,
    editing.choose_credit(SCHEMES),
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "code": spec.get("code", ""),
        "answer": spec.get("answer", ""),
        **editing.describe_tolerance(spec),
        "credit": spec.get("credit", next(iter(SCHEMES))),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    written = {
        "code": values["code"].replace("\r\n", "\n").strip("\n"),
        "answer": values["answer"].replace("\r\n", "\n").strip(),
        **editing.read_tolerance(values, before),
        **editing.read_choice(values, "credit", before, standard=next(iter(SCHEMES))),
    }
    return editing.keep(before, ("code", "answer", "tolerance", "credit"), written)
