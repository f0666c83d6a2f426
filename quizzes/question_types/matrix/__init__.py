"""A vector or a matrix of numbers, entry by entry.

The spec: `answer` (a list of numbers, or of rows of them), `tolerance` (see `quizzes.question_types.numbers`) and
`credit`: `per_entry` (unless said otherwise) or `all_or_nothing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Part, Posted, SpecError
from quizzes.question_types.numbers import Tolerance, read_author_number, read_number, read_tolerance
from quizzes.question_types.texts import read_line, read_scheme

TITLE = "A vector or matrix"
KEYS = frozenset({"answer", "tolerance", "credit"})
MOST = 12
SCHEMES = {
    "per_entry": "Each right entry earns its share of the points.",
    "all_or_nothing": "You earn the points if every entry is right.",
}


@dataclass(frozen=True)
class Entry:
    """A place of the matrix, what is right there and what was typed."""

    name: str
    label: str
    right: Fraction
    written: str
    text: str = ""


@dataclass(frozen=True)
class Spec:
    rows: tuple[tuple[Entry, ...], ...]
    tolerance: Tolerance
    scheme: str

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(chain.from_iterable(self.rows))

    @property
    def credit(self) -> str:
        return " ".join(sentence for sentence in (SCHEMES[self.scheme], self.tolerance.describe()) if sentence)

    @property
    def size(self) -> str:
        return f"{len(self.rows)} × {len(self.rows[0])}"

    @property
    def asked(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    @property
    def key(self) -> tuple[Part, ...]:
        return mark(self, None).parts


@dataclass(frozen=True)
class Answer:
    """What was typed for each entry, row by row, empty where nothing was."""

    spec: Spec
    texts: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[Entry, ...], ...]:
        texts = iter(self.texts)
        return tuple(
            tuple(Entry(each.name, each.label, each.right, each.written, next(texts)) for each in row)
            for row in self.spec.rows
        )

    def posted(self) -> dict[str, list[str]]:
        return {each.name: [text] for each, text in zip(self.spec.entries, self.texts, strict=True) if text}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    listed = data.get("answer")
    if not isinstance(listed, list | tuple) or not listed:
        raise SpecError("“answer” is a list of numbers, or a list of rows of them.")
    rows = listed if all(isinstance(row, list | tuple) for row in listed) else [[number] for number in listed]
    if len(rows) > MOST or not 1 <= len(rows[0]) <= MOST or any(len(row) != len(rows[0]) for row in rows):
        raise SpecError(f"All rows have the same length, and there are at most {MOST} rows and columns.")
    return Spec(
        tuple(tuple(_read_entry(value, i, j) for j, value in enumerate(row)) for i, row in enumerate(rows)),
        read_tolerance(data.get("tolerance")),
        read_scheme(data, SCHEMES),
    )


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """What was typed; None where nothing was. Raises MalformedAnswer, naming the entry that is not a number."""
    texts = tuple(read_line(posted, each.name) for each in spec.entries)
    for each, text in zip(spec.entries, texts, strict=True):
        try:
            if text:
                read_number(text)
        except MalformedAnswer as error:
            raise MalformedAnswer(f"{each.label}: {error}") from error
    return Answer(spec, texts) if any(texts) else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Credit by the question's scheme."""
    texts = answer.texts if answer else ("",) * len(spec.entries)
    parts = tuple(
        Part(
            each.label, text, each.written, float(bool(text) and spec.tolerance.accepts(read_number(text), each.right))
        )
        for each, text in zip(spec.entries, texts, strict=True)
    )
    share = sum(part.fraction == 1 for part in parts) / len(parts)
    return Mark(share if spec.scheme == "per_entry" else float(share == 1), (), parts)


def examples() -> Sequence[Example]:
    """A matrix and a vector, whole and in part."""
    spec: dict[str, Any] = {"answer": [[1, 0], [-0.5, "1/3"]], "tolerance": {"absolute": 0.01}}
    vector = {"answer": [1, 2, 3], "credit": "all_or_nothing"}
    right = {"r1c1": ["1"], "r1c2": ["0"], "r2c1": ["-1/2"], "r2c2": ["0.33"]}
    return (
        Example(spec, right, 1.0),
        Example(spec, right | {"r2c2": ["0.3"], "r1c2": [""]}, 0.5),
        Example(spec, {"r1c1": ["2"]}, 0.0),
        Example(spec, {}, 0.0),
        Example(vector, {"r1c1": ["1"], "r2c1": ["2"], "r3c1": ["3,0"]}, 1.0),
        Example(vector, {"r1c1": ["1"], "r2c1": ["2"]}, 0.0),
        Example(spec, right | {"r1c2": ["zero"]}, None),
        Example(spec, {"r1c1": ["1", "1"]}, None),
    )


def _read_entry(value: object, i: int, j: int) -> Entry:
    label = f"Row {i + 1}, column {j + 1}"
    return Entry(f"r{i + 1}c{j + 1}", label, *read_author_number(value, what=f"“answer” in {label.lower()}"))
