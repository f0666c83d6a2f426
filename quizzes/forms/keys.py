"""A question's key as rows of words with marks, for the kinds that the edit form knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SINGLE, MULTIPLE, STATEMENTS = "single_choice", "multiple_choice", "true_false"
CHOICES = {SINGLE, MULTIPLE}
MARKED = {SINGLE, MULTIPLE, STATEMENTS}  # kinds whose key is marks beside rows
BECOMES_CHOICE = {"open"}  # found without options: it turns into a choice when somebody writes some


@dataclass(frozen=True)
class Row:
    text: str
    is_right: bool


def has_rows(kind: str, spec: Mapping[str, Any]) -> bool:
    """Whether rows can say what the spec says."""
    if kind == STATEMENTS:
        return "correct" not in spec
    return kind in {SINGLE, MULTIPLE} | BECOMES_CHOICE


def takes_several(kind: str, spec: Mapping[str, Any]) -> bool:
    """Whether several rows can be marked. A choice of one may have several right options, any of which counts."""
    correct = spec.get("correct")
    return kind in {MULTIPLE, STATEMENTS} or (isinstance(correct, list | tuple) and len(correct) > 1)


def read_rows(kind: str, spec: Mapping[str, Any]) -> list[Row]:
    if kind == STATEMENTS:
        return [Row(each["text"], each["correct"]) for each in spec.get("statements", ())]
    correct = spec.get("correct", ())
    right = correct if isinstance(correct, list | tuple) else [correct]
    return [Row(text, place in right) for place, text in enumerate(spec.get("options", ()))]


def write_spec(kind: str, spec: Mapping[str, Any], texts: Mapping[int, str], right: Sequence[int]) -> dict[str, Any]:
    """The spec with these rows instead; `texts` and `right` count the form's rows, of which some may be empty."""
    if kind == STATEMENTS:
        before = list(spec.get("statements", ()))
        rows = {row: dict(before[row]) if row < len(before) else {} for row in texts}
        statements = [{**rows[row], "text": text, "correct": row in right} for row, text in texts.items()]
        return {**spec, "statements": statements}
    correct = [place for place, row in enumerate(texts) if row in right]
    written = {**spec, "options": list(texts.values()), "correct": correct}
    if feedback := list(spec.get("feedback") or ()):
        written["feedback"] = [feedback[row] if row < len(feedback) else "" for row in texts]
    return written
