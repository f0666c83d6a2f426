r"""GIFT, Moodle's text format: questions apart by blank lines, answers in braces. `gift_answers` reads the braces.

Escaped with a backslash are ~ = # { } : and the backslash; \n is a new line. Comments begin with //.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.formats import gift_answers, gift_writing
from quizzes.formats.contract import (
    MAX_QUESTIONS,
    CannotExpressError,
    FormatError,
    Loss,
    Question,
    Reading,
    Report,
    Writing,
    decode,
    write_each,
)
from quizzes.formats.gift_text import BLANK, hold_escapes, read_text, read_words

TITLE = "GIFT (Moodle text)"
SUFFIXES = (".gift", ".gift.txt", ".txt")

TITLED = re.compile(r"::(.*?)::", re.DOTALL)
CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")


@dataclass(frozen=True)
class Chunk:
    """A question's text, without comments, and the line on which it begins."""

    line: int
    text: str


def looks_right(data: bytes) -> bool:
    return re.search(rb"(?<!\\)\{[^{}]*\}|^::", data) is not None


def read(data: bytes) -> Reading:
    """Every question of the file; raises FormatError where braces do not match."""
    report, questions = Report(), []
    for chunk in _split(decode(data), report):
        report.where = f"Line {chunk.line}"
        try:
            questions.append(_read_question(chunk, report))
        except CannotExpressError as error:
            report.note(f"was not taken: {error}")
        if len(questions) > MAX_QUESTIONS:
            raise FormatError(f"There are more than {MAX_QUESTIONS} questions in this file. Split it.")
    if not questions and not report.losses:
        raise FormatError("There is no question in this file.")
    return Reading(tuple(questions), tuple(report.losses))


def write(questions: Sequence[Question], *, title: str) -> Writing:
    """The questions with a category that bears the quiz's title; what GIFT cannot hold is named in the losses."""
    written, losses = write_each(questions, gift_writing.write_question)
    head = [f"// {' '.join(title.split())}"] if title else []
    return Writing(("\n\n".join([*head, *written]) + "\n").encode(), losses)


def _split(text: str, report: Report) -> Iterator[Chunk]:
    """Blank lines part questions; comments vanish, categories are reported."""
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            continue
        if category := CATEGORY.fullmatch(stripped):
            report.losses.append(Loss(f"Line {number}", f"the category “{category[1]}”: there are none here."))
            stripped = ""
        if stripped:
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield Chunk(start, "\n".join(lines))
            lines = []


def _read_question(chunk: Chunk, report: Report) -> Question:
    text = hold_escapes(chunk.text.strip())
    label = ""
    if titled := TITLED.match(text):
        label, text = read_words(titled[1]), text[titled.end() :].strip()
    opening, closing = text.find("{"), text.rfind("}")
    if opening < 0 and closing < 0:
        raise CannotExpressError(f"“{read_words(text)[:60]}” is a text without a question; there are none here.")
    if opening < 0 or closing < opening:
        raise FormatError(_describe_brace(opening), line=chunk.line)
    if (strange := re.search(r"[{}]", text[opening + 1 : closing])) is not None:
        raise FormatError(
            f"A second “{strange[0]}” stands inside of the answers. Write \\{strange[0]} where a brace is meant, "
            "and leave a blank line between two questions.",
            line=chunk.line + text[: opening + 1 + strange.start()].count("\n"),
        )
    before, answers, after = text[:opening].rstrip(), text[opening + 1 : closing], text[closing + 1 :].strip()
    stem, markup = read_text(_join(before, after), report=report)
    read = gift_answers.read(answers, markup=markup, report=report, line=chunk.line)
    if len(label) > gift_answers.LONGEST_LABEL:
        report.note(f"its title was shortened to {gift_answers.LONGEST_LABEL} signs.")
    stem, label = (stem, label) if stem else (label, "")
    if not stem:
        raise CannotExpressError("it has answers, but nothing is asked.")
    return Question(read.kind, stem, read.spec, label=label[: gift_answers.LONGEST_LABEL], explanation=read.explanation)


def _join(before: str, after: str) -> str:
    """The words around the answers, which leave a blank unless they stand at the end."""
    if not re.search(r"\w", after):
        return before
    return f"{before} {BLANK}{' ' if after[0].isalnum() else ''}{after}"


def _describe_brace(opening: int) -> str:
    missing, other = ("{", "}") if opening < 0 else ("}", "{")
    return (
        f"A “{other}” has no “{missing}” before the next blank line. Answers stand in braces without blank lines; "
        f"write \\{other} where a brace is meant."
    )
