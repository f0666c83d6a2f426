"""The rubric of an open question, as its author writes it on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Column, Input, Values

INPUTS = (
    Input(
        "rubric",
        "Rubric",
        help="What a full answer has, and its share: 2 and 1 mean two thirds and one third. Students read it, too.",
        kind="table",
        columns=(Column("What a full answer has"), Column("Share")),
    ),
    Input("words", "Words that are enough", help="Told to students, not enforced."),
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    rubric = spec.get("rubric") or ()
    return {
        "rubric": tuple((str(each.get("text", "")), str(each.get("share", ""))) for each in rubric),
        "words": str(spec.get("words") or ""),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    shares = {str(each.get("share", "")): each.get("share") for each in before.get("rubric") or ()}
    rubric: list[dict[str, Any]] = []
    for text, share in values["rubric"]:
        line: dict[str, Any] = {"text": text.strip()}
        if share.strip():
            line["share"] = editing.read_number(share, shares.get(share.strip()))
        rubric.append(line)
    return editing.keep(before, ("rubric", "words"), {"rubric": rubric, "words": editing.read_number(values["words"])})
