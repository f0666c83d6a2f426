"""Lines in their right order, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Column, Input, Values
from quizzes.question_types.ordering import SCHEMES

INPUTS = (
    Input("options", "Lines, in the right order", kind="table", columns=(Column("Line"),)),
    editing.choose_credit(SCHEMES),
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "options": tuple((text,) for text in spec.get("options", ())),
        "credit": spec.get("credit", next(iter(SCHEMES))),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say. A fixed order is dropped where the lines are others."""
    options = [text.strip() for (text,) in values["options"]]
    written = {"options": options, **editing.read_choice(values, "credit", before, standard=next(iter(SCHEMES)))}
    kept = before if len(options) == len(before.get("options", ())) else {**before, "order": None}
    return {
        key: value
        for key, value in editing.keep(kept, ("options", "credit"), written).items()
        if key != "order" or value
    }
