"""A number, its tolerance and its units, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Column, Input, Values

INPUTS = (
    Input("answer", "Right answer", help="A number such as 0.25, 1/3 or 2.5e-3; it is read exactly."),
    *editing.TOLERANCE,
    Input("unit", "Unit", help="Stands behind the field; students may leave it out."),
    Input(
        "units",
        "Or several units, of which students must write one",
        help="The first is the unit of the answer, and its size is 1; such as ms 1, s 1000.",
        kind="table",
        columns=(Column("Unit"), Column("Its size in the first one")),
    ),
    editing.FEEDBACK,
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "answer": str(spec.get("answer", "")),
        **editing.describe_tolerance(spec),
        "unit": spec.get("unit", ""),
        "units": tuple((name, str(size)) for name, size in (spec.get("units") or {}).items()),
        "feedback": editing.describe_feedback(spec),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    sizes = before.get("units") or {}
    known = {str(each.get("answer")): each.get("answer") for each in before.get("feedback") or ()}
    written = {
        "answer": editing.read_number(values["answer"], before.get("answer")),
        **editing.read_tolerance(values, before),
        "unit": values["unit"].strip(),
        "units": {name.strip(): editing.read_number(size, sizes.get(name.strip())) for name, size in values["units"]},
        **editing.read_feedback(values, read=lambda text: editing.read_number(text, known.get(text.strip()))),
    }
    return editing.keep(before, ("answer", "tolerance", "unit", "units", "feedback"), written)
