"""Prompts and what belongs to them, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Column, Input, Values
from quizzes.question_types.matching import SCHEMES

INPUTS = (
    Input("pairs", "Pairs", kind="table", columns=(Column("Prompt"), Column("What belongs to it"))),
    Input("extra", "Matches that belong to no prompt", help="One on each line.", kind="text"),
    editing.choose_credit(SCHEMES),
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "pairs": tuple((prompt, match) for prompt, match in spec.get("pairs", ())),
        "extra": "\n".join(spec.get("extra", ())),
        "credit": spec.get("credit", next(iter(SCHEMES))),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    written = {
        "pairs": [[prompt.strip(), match.strip()] for prompt, match in values["pairs"]],
        "extra": editing.read_lines(values["extra"]),
        **editing.read_choice(values, "credit", before, standard=next(iter(SCHEMES))),
    }
    return editing.keep(before, ("pairs", "extra", "credit"), written)
