"""A formula and the sizes of its names, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Column, Input, Values

INPUTS = (
    Input("answer", "Right formula", help="Such as `tanh(W h_{t-1} + U x_t + b)`. Any order and form of it is right."),
    Input(
        "names",
        "Names",
        help="The size of each: nothing for a number, `H` for a column, `H, D` for a matrix.",
        kind="table",
        columns=(Column("Name"), Column("Size")),
    ),
    Input("positive", "Names above zero", help="With commas between them; where a logarithm or a root needs it."),
    editing.FEEDBACK,
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "answer": spec.get("answer", ""),
        "names": tuple((name, ", ".join(map(str, shape))) for name, shape in (spec.get("names") or {}).items()),
        "positive": ", ".join(spec.get("positive", ())),
        "feedback": editing.describe_feedback(spec),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    written = {
        "answer": values["answer"].strip(),
        "names": {name.strip(): _read_shape(size) for name, size in values["names"]},
        "positive": [name.strip() for name in values["positive"].split(",") if name.strip()],
        **editing.read_feedback(values),
    }
    return editing.keep(before, ("answer", "names", "positive", "feedback"), written)


def _read_shape(size: str) -> list[Any]:
    """Letters and numbers; people put brackets, commas, crosses or spaces around them."""
    for sign in "[](),×":
        size = size.replace(sign, " ")
    return [editing.read_number(each) for each in size.split()]
