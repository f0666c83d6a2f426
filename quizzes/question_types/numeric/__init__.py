"""A number, with a tolerance and, if it has one, a unit.

The spec: `answer` (a number, or a text such as "1/3"), `tolerance` (see `quizzes.question_types.numbers`; exact unless
said otherwise), `unit` (the unit of `answer`; the student may leave it out) or `units` (a table from each accepted unit
to its size in the first one; the student then writes one of them), and `feedback`, a list of `{answer, text}` for known
wrong numbers, told where the given one is as near to it as the tolerance asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Part, Posted, SpecError
from quizzes.question_types.numbers import Tolerance, read_author_number, read_number, read_tolerance
from quizzes.question_types.texts import read_line, read_text

TITLE = "A number"
KEYS = frozenset({"answer", "tolerance", "unit", "units", "feedback"})
FIELD = "number"
MOST = 20
SAME_LETTER = str.maketrans({"µ": "μ", "Ω": "Ω"})


@dataclass(frozen=True)
class Spec:
    answer: Fraction  # in the first unit
    written: str
    tolerance: Tolerance
    units: tuple[tuple[str, Fraction], ...]
    feedback: tuple[tuple[Fraction, str], ...]

    @property
    def unit(self) -> str:
        """The unit that stands behind the field, where there is only one."""
        return self.units[0][0] if len(self.units) == 1 else ""

    @property
    def credit(self) -> str:
        names = ", ".join(name for name, _ in self.units)
        sentences = (self.tolerance.describe(), f"Write the unit too: one of {names}." if len(self.units) > 1 else "")
        return " ".join(sentence for sentence in sentences if sentence)

    @property
    def key(self) -> tuple[Part, ...]:
        return (Part("", "", self.shown_key),)

    @property
    def shown_key(self) -> str:
        return f"{self.written} {self.units[0][0]}" if self.units else self.written


@dataclass(frozen=True)
class Answer:
    """What was typed, and what it is in the first unit."""

    text: str
    value: Fraction

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [self.text]}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    answer, written = read_author_number(data.get("answer"), what="“answer”")
    tolerance = read_tolerance(data.get("tolerance"))
    if answer == 0 and tolerance.kind in {"relative", "significant"}:
        raise SpecError("Nothing is relative to zero. Give an absolute tolerance.")
    return Spec(answer, written, tolerance, _read_units(data), _read_feedback(data.get("feedback", ())))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The number that was typed; None where the field is empty. Raises MalformedAnswer for what is not a number."""
    text = read_line(posted, FIELD)
    if not text:
        return None
    plain = text.translate(SAME_LETTER)
    for name, size in sorted(spec.units, key=lambda unit: -len(unit[0])):
        if plain.endswith(name.translate(SAME_LETTER)):
            return Answer(text, read_number(plain[: -len(name)].rstrip()) * size)
    if len(spec.units) > 1:
        raise MalformedAnswer(f"Write a number and its unit, one of {', '.join(name for name, _ in spec.units)}.")
    return Answer(text, read_number(text))


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Right within the tolerance; the remark is for a wrong number that the author foresaw."""
    given = answer.text if answer else ""
    is_right = answer is not None and spec.tolerance.accepts(answer.value, spec.answer)
    part = Part("", given, spec.shown_key, float(is_right))
    if answer is None or is_right:
        return Mark(float(is_right), (), (part,))
    known = (text for number, text in spec.feedback if spec.tolerance.accepts(answer.value, number))
    return Mark(0.0, tuple(known)[:1], (part,))


def examples() -> Sequence[Example]:
    """Each tolerance, units, ways to write a number, and what is no number."""
    exact: dict[str, Any] = {"answer": 0.001, "feedback": [{"answer": 1000, "text": "Upside down."}]}
    relative = {"answer": 250, "tolerance": {"relative": "1/100"}, "units": {"ms": 1, "s": 1000, "µs": "1/1000"}}
    figures = {"answer": "2/3", "tolerance": {"significant": 3}, "unit": "bits"}
    ways = ("0.001", "1e-3", "1/1000", "0,001", "1 × 10⁻³", "1*10^-3", ".001", "0.1 %", "1.0E-3")
    return (
        *(Example(exact, {FIELD: [text]}, 1.0) for text in ways),
        Example(exact, {FIELD: ["0.0011"]}, 0.0),
        Example(exact, {FIELD: ["1000"]}, 0.0, ("Upside down.",)),
        Example(exact, {}, 0.0),
        Example(exact, {FIELD: [" "]}, 0.0),
        *(Example(relative, {FIELD: [text]}, 1.0) for text in ("250 ms", "0.25 s", "252.5ms", "250000 μs")),
        Example(relative, {FIELD: ["0.26 s"]}, 0.0),
        Example(relative, {FIELD: ["250"]}, None),
        Example(figures, {FIELD: ["0.667"]}, 1.0),
        Example(figures, {FIELD: ["0.6665 bits"]}, 1.0),
        Example(figures, {FIELD: ["0.66"]}, 0.0),
        Example({"answer": -3, "tolerance": {"absolute": 0.5}}, {FIELD: ["−2.5"]}, 1.0),
        *(Example(exact, {FIELD: [text]}, None) for text in ("a few", "1,000", "1/0", "1e9999", "inf", "1 2", "--1")),
        Example(exact, {FIELD: ["1", "2"]}, None),
    )


def _read_units(data: Mapping[str, Any]) -> tuple[tuple[str, Fraction], ...]:
    if unit := read_text(data, "unit"):
        return ((unit, Fraction(1)),)
    units = data.get("units") or {}
    if not isinstance(units, Mapping) or len(units) > MOST:
        raise SpecError("“units” is a table from each unit to its size in the first one, such as {ms = 1, s = 1000}.")
    read = [
        (str(name).strip(), read_author_number(size, what=f"The size of {name}")[0]) for name, size in units.items()
    ]
    if any(not name or size <= 0 for name, size in read):
        raise SpecError("Each unit has a name and a size above zero.")
    if read and read[0][1] != 1:
        raise SpecError("The first unit is the unit of the answer, so its size is 1.")
    return tuple(read)


def _read_feedback(listed: object) -> tuple[tuple[Fraction, str], ...]:
    if not isinstance(listed, list | tuple) or not all(isinstance(each, Mapping) for each in listed):
        raise SpecError("“feedback” is a list of tables with `answer` and `text`.")
    return tuple(
        (read_author_number(each.get("answer"), what="“answer” of a feedback")[0], read_text(each, "text"))
        for each in listed[:MOST]
    )
