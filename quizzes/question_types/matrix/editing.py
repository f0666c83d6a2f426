"""The entries of a matrix, as their author writes them on the site."""

from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.editing import Input, Values
from quizzes.question_types.matrix import SCHEMES

INPUTS = (
    Input(
        "answer",
        "Right entries",
        help="A line for each row, with spaces between the entries, such as `1/2 0`.",
        kind="text",
    ),
    *editing.TOLERANCE,
    editing.choose_credit(SCHEMES),
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "answer": "\n".join(_write_row(row) for row in spec.get("answer", ())),
        **editing.describe_tolerance(spec),
        "credit": spec.get("credit", next(iter(SCHEMES))),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say."""
    lines = [" ".join(line.split()) for line in editing.read_lines(values["answer"])]
    known = list(before.get("answer", ()))
    unchanged = lines == [_write_row(row) for row in known]
    written = {
        "answer": known if unchanged else [[editing.read_number(entry) for entry in line.split()] for line in lines],
        **editing.read_tolerance(values, before),
        **editing.read_choice(values, "credit", before, standard=next(iter(SCHEMES))),
    }
    return editing.keep(before, ("answer", "tolerance", "credit"), written)


def _write_row(row: object) -> str:
    """A row, or the one number of a column's row."""
    entries: Sequence[object] = row if isinstance(row, list | tuple) else [row]
    return " ".join(str(entry) for entry in entries)
