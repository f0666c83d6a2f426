"""What a format of other systems is: bytes -> questions, and questions -> bytes, each with what was left behind.

A format is a module `quizzes/formats/<name>.py` with

    TITLE: str                  what people call it
    SUFFIXES: tuple[str, ...]   how its files end; the first is what we write
    read(data: bytes) -> Reading
    write(questions: Sequence[Question], *, title: str) -> Writing

`read` raises FormatError where the file as a whole cannot be followed. A question that cannot be taken, or a part of
one, is a Loss and never stops the others. What `write` cannot say in the format is a Loss too: nothing is dropped
silently.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from quizzes import question_types
from quizzes.question_types import SpecError

MAX_BYTES = 10_000_000
MAX_QUESTIONS = 2_000
STANDARD_POINTS = Decimal(1)
LONGEST_TITLE = 60  # characters of a title that a report shows
Item = TypeVar("Item")


class FormatError(ValueError):
    """A file that cannot be read; the message says where and what to do. `line` counts from 1; 0 if there is none."""

    def __init__(self, sentence: str, *, line: int = 0) -> None:
        super().__init__(f"Line {line}: {sentence}" if line else sentence)
        self.line = line


@dataclass(frozen=True)
class Question:
    """What a question says, as plain data: texts are Markdown with $mathematics$; `spec` is that of its type."""

    kind: str
    stem: str
    spec: Mapping[str, Any]
    label: str = ""
    points: Decimal = STANDARD_POINTS
    explanation: str = ""


@dataclass(frozen=True)
class Loss:
    """Something that could not be carried over: of which question (or place of the file), and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Reading:
    questions: tuple[Question, ...]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Writing:
    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Format:
    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Reading]
    write: Callable[..., Writing]


@dataclass
class Report:
    """Gathers losses, question by question."""

    losses: list[Loss] = field(default_factory=list)
    where: str = ""

    def note(self, what: str) -> None:
        loss = Loss(self.where, what)
        if loss not in self.losses:
            self.losses.append(loss)

    def at(self, number: int, label: str) -> None:
        """What follows is about this question."""
        named = f" “{label}”" if label else ""
        self.where = f"Question {number}{named}"


class CannotExpressError(ValueError):
    """A question, as a whole, that the format cannot hold; the message says why."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without a mark) or UTF-16 with a mark, with plain line ends."""
    if len(data) > MAX_BYTES:
        raise FormatError(f"This file is larger than {MAX_BYTES // 1_000_000} MB. Split it into several.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FormatError("This is not UTF-8 text. Save the file as UTF-8 and try again.", line=line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def check(question: Question) -> None:
    """Raises CannotExpressError for what cannot be asked; an open question may wait for its rubric."""
    if question.kind not in question_types.kinds():
        raise CannotExpressError("nobody knows questions of its kind.")
    try:
        if question.kind != "open":
            question_types.get(question.kind).read_spec(question.spec)
    except SpecError as error:
        raise CannotExpressError(f"it cannot be asked yet. {error}") from error


def read_each(
    titled: Iterable[tuple[str, Item]], read: Callable[[Item, Report], Question], report: Report, *, nothing: str
) -> Reading:
    """Each question of a file under its title, and what was left behind; FormatError(nothing) if there is none."""
    questions, number = [], 0
    for number, (title, item) in enumerate(titled, 1):
        if number > MAX_QUESTIONS:
            raise FormatError(f"There are more than {MAX_QUESTIONS} questions in this file. Split it.")
        report.at(number, title.strip()[:LONGEST_TITLE])
        try:
            questions.append(read(item, report))
        except (CannotExpressError, FormatError) as error:
            report.note(f"was not taken: {error}")
    if not number:
        raise FormatError(nothing)
    return Reading(tuple(questions), tuple(report.losses))


def write_each(
    questions: Sequence[Question], write: Callable[[Question, Report], Item]
) -> tuple[list[Item], tuple[Loss, ...]]:
    """Each question as the format has it, and what was left behind."""
    report, written = Report(), list[Item]()
    for number, question in enumerate(questions, 1):
        report.at(number, question.label)
        try:
            check(question)
            if question.spec.get("patterns"):
                report.note("its patterns have no place in this format; the accepted answers are kept.")
            written.append(write(question, report))
        except CannotExpressError as error:
            report.note(f"was left out: {error}")
    return written, tuple(report.losses)
