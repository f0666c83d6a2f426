"""Aiken: one choice out of several, the key named by its letter. Nothing else."""

import re
from collections.abc import Sequence

from quizzes.formats.contract import (
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

TITLE = "Aiken"
SUFFIXES = (".txt",)

OPTION = re.compile(r"([A-Za-z])[.)]\s+(.*)")
ANSWER = re.compile(r"ANSWER\s*:\s*([A-Za-z])\s*", re.IGNORECASE)
FEEDBACK = re.compile(r"FEEDBACK\s*:\s*(.*)", re.IGNORECASE)
MOST_OPTIONS = 20


def looks_right(data: bytes) -> bool:
    return re.search(rb"^ANSWER\s*:\s*[A-Za-z]\s*$", data, re.MULTILINE) is not None


def read(data: bytes) -> Reading:
    """Every question of the file; raises FormatError with the line that does not fit."""
    questions: list[Question] = []
    stem: list[str] = []
    options: list[str] = []
    for number, line in enumerate(decode(data).split("\n"), 1):
        text = line.strip()
        if not text:
            continue
        if answer := ANSWER.fullmatch(text):
            questions.append(_finish(stem, options, answer[1], line=number))
            stem, options = [], []
        elif (feedback := FEEDBACK.fullmatch(text)) and questions and not stem:
            last = questions[-1]
            questions[-1] = Question(last.kind, last.stem, last.spec, explanation=feedback[1].strip())
        elif stem and (option := OPTION.fullmatch(text)) and _place(option[1]) == len(options):
            options.append(option[2].strip())
        elif options:
            raise FormatError(
                f"“{text[:60]}” is neither the next option ({chr(ord('A') + len(options))}.) nor “ANSWER: …”.",
                line=number,
            )
        else:
            stem.append(text)
    if stem:
        raise FormatError(f"The last question, “{stem[0][:60]}”, has no line “ANSWER: …”.", line=number)
    if not questions:
        raise FormatError("There is no question in this file.")
    return Reading(tuple(questions))


def write(questions: Sequence[Question], *, title: str) -> Writing:
    """The choices among the questions; the rest is named in the losses."""
    written, losses = write_each(questions, _write_question)
    return Writing(("\n\n".join(written) + "\n").encode(), losses + _lose_title(title, written))


def _lose_title(title: str, written: Sequence[str]) -> tuple[Loss, ...]:
    return (Loss("Quiz", f"its title “{title}” has no place in this format."),) if title and written else ()


def _finish(stem: list[str], options: list[str], letter: str, *, line: int) -> Question:
    if not stem or len(options) < 2:
        raise FormatError("“ANSWER” comes after the words of a question and at least two options.", line=line)
    if _place(letter) >= len(options):
        raise FormatError(f"The key is {letter}, but the question has {len(options)} options.", line=line)
    if len(set(options)) < len(options):
        raise FormatError("Two options say the same. Change one of them.", line=line)
    return Question("single_choice", "\n".join(stem), {"options": options, "correct": [_place(letter)]})


def _write_question(question: Question, report: Report) -> str:
    if question.kind != "single_choice":
        raise CannotExpressError(f"Aiken holds single choices only, not {question.kind.replace('_', ' ')}.")
    spec, correct = question.spec, question.spec.get("correct") or []
    if not correct:
        raise CannotExpressError("it has no key.")
    if len(correct) > 1:
        report.note("only the first of its right options is the key.")
    if question.label:
        report.note("its label has no place in this format.")
    if question.explanation:
        report.note("its explanation has no place in this format.")
    if any(spec.get("feedback") or ()):
        report.note("feedback for single options has no place in this format.")
    if question.points != 1:
        report.note(f"its points ({question.points}) have no place in this format.")
    if spec.get("shuffle"):
        report.note("that its options are shuffled has no place in this format.")
    lines = [_flatten(question.stem, report), *(_write_option(i, o, report) for i, o in enumerate(spec["options"]))]
    return "\n".join([*lines, f"ANSWER: {chr(ord('A') + correct[0])}"])


def _write_option(index: int, text: str, report: Report) -> str:
    return f"{chr(ord('A') + index)}. {_flatten(text, report)}"


def _flatten(text: str, report: Report) -> str:
    lines = text.split()
    flat = " ".join(lines)
    if "\n" in text.strip():
        report.note("line breaks became spaces.")
    if ANSWER.fullmatch(flat) or FEEDBACK.fullmatch(flat):
        raise CannotExpressError("one of its lines reads like a key.")
    return flat


def _place(letter: str) -> int:
    return ord(letter.upper()) - ord("A")
