"""Whether the one statement is true, as its author says it on the site. Several statements are rows of the form."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Input, Values

INPUTS = (
    Input("correct", "The statement is", kind="choice", choices=(("", "Not said"), ("yes", "true"), ("no", "false"))),
)
WORDS = {True: "yes", False: "no"}


def describe(spec: Mapping[str, Any]) -> Values:
    """What the input holds for this spec."""
    return {"correct": WORDS.get(spec.get("correct", None), "")}


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the input says."""
    said = {word: truth for truth, word in WORDS.items()}.get(values["correct"])
    return editing.keep(before, ("correct",), {} if said is None else {"correct": said})
