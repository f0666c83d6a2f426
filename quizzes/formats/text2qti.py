r"""text2qti's plain text: numbered questions, `a)` and `*b)` options, `...` for feedback. Texts are Markdown.

Title: Gates                1.  How many gates has a GRU?       2.  Which are gated?       3.  How much is $2^3$?
Points: 2                   ... Update and reset.               [*] LSTM                   =   8 +- 0.5
                            *a) Two                             [ ] Pooling
                            b)  Three                           4.  Which algorithm?       5.  Why do gradients vanish?
                                                                *   BPTT                   ____
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quizzes.formats import text2qti_writing
from quizzes.formats.contract import FormatError, Loss, Question, Reading, Report, Writing, decode, write_each
from quizzes.formats.decimals import write_decimal
from quizzes.question_types.contract import MalformedAnswer
from quizzes.question_types.numbers import read_number

TITLE = "text2qti (plain text)"
SUFFIXES = (".txt", ".md")

NUMBERED = re.compile(r"\d+[.)]\s+(?P<text>\S.*)")
MARKS = (
    ("option", re.compile(r"(?P<mark>\*?)[a-zA-Z]\)\s+(?P<text>\S.*)")),
    ("tick", re.compile(r"\[(?P<mark>[* ]?)\]\s+(?P<text>\S.*)")),
    ("told", re.compile(r"(?P<mark>\.\.\.|\+|-)\s+(?P<text>\S.*)")),
    ("typed", re.compile(r"(?P<mark>\*)\s+(?P<text>\S.*)")),
    ("number", re.compile(r"(?P<mark>=)\s+(?P<text>\S.*)")),
    ("essay", re.compile(r"(?P<mark>____+)(?P<text>)\s*")),
    ("file", re.compile(r"(?P<mark>\^\^\^\^+)(?P<text>)\s*")),
)
FIELD = re.compile(
    r"(?P<name>title|points|text title|quiz title|quiz description|text|group|pick|end_group)\s*:?\s*(?P<text>.*)", re.I
)
TOLERANCE = re.compile(r"(?P<number>.+?)\s*(?:\+-|±)\s*(?P<size>.+)")
RANGE = re.compile(r"\[(?P<low>[^,]+),(?P<high>[^,]+)\]")


@dataclass
class Line:
    """A marked line with those that go on with it."""

    kind: str
    mark: str
    text: str
    told: str = ""


@dataclass
class Draft:
    """A question while its lines are read."""

    number: int
    stem: str
    label: str
    points: Decimal
    told: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def looks_right(data: bytes) -> bool:
    return (
        re.search(rb"^(?:\d+\.\s|quiz title:)", data, re.MULTILINE | re.IGNORECASE) is not None
        and b"ANSWER:" not in data
    )


def read(data: bytes) -> Reading:
    """Every question of the file; raises FormatError with the line that does not fit."""
    report = Report()
    questions = [_finish(draft, report) for draft in _collect(decode(data), report)]
    if not questions:
        raise FormatError("There is no question in this file. A question begins with its number: “1.  What …?”")
    return Reading(tuple(questions), tuple(report.losses))


def write(questions: Sequence[Question], *, title: str) -> Writing:
    written, losses = write_each(questions, text2qti_writing.write_question)
    head = [f"Quiz title: {' '.join(title.split())}"] if title.strip() else []
    numbered = [text.replace("\0", f"{number}.", 1) for number, text in enumerate(written, 1)]
    return Writing(("\n\n".join([*head, *numbered]) + "\n").encode(), losses)


def _collect(text: str, report: Report) -> Iterator[Draft]:
    draft: Draft | None = None
    label, points, is_comment = "", Decimal(1), False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if line.strip() in {"COMMENT", "END_COMMENT"}:
            is_comment = line.strip() == "COMMENT"
        elif is_comment or line.startswith("%"):
            continue
        elif match := NUMBERED.fullmatch(line):
            if draft:
                yield draft
            draft = Draft(number, match["text"], label, points)
            label, points = "", Decimal(1)
        elif ((match := FIELD.fullmatch(line)) and ":" in line) or line.strip() in {"GROUP", "END_GROUP"}:
            label, points = _read_field(match, label, points, number, report)
        elif draft and _add_line(draft, line, number):
            continue
        elif line.strip():
            raise FormatError(
                f"“{line.strip()[:60]}” belongs to no question. Indent what goes on with a line.", line=number
            )
    if draft:
        yield draft


def _read_field(
    match: re.Match[str] | None, label: str, points: Decimal, number: int, report: Report
) -> tuple[str, Decimal]:
    name, text = (match["name"].lower(), match["text"].strip()) if match else ("group", "")
    if name == "title":
        return text, points
    if name == "points":
        try:
            return label, Decimal(write_decimal(read_number(text)))
        except MalformedAnswer as error:
            raise FormatError(f"“{text[:40]}” is not a number of points.", line=number) from error
    loss = Loss(f"Line {number}", f"“{name}” has no place here{': ' + text[:60] if text else ''}.")
    report.losses.append(loss)
    return label, points


def _add_line(draft: Draft, line: str, number: int) -> bool:
    """Whether the line belongs to the question: marked, or indented and going on."""
    if not line.strip():
        _go_on(draft, "")
        return True
    if line[0] in " \t":
        _go_on(draft, line.strip() if len(line) - len(line.lstrip()) <= 4 or "\t" in line[:1] else line[4:])
        return True
    for kind, pattern in MARKS:
        if match := pattern.fullmatch(line):
            if kind == "told":
                _tell(draft, match["mark"], match["text"])
            else:
                draft.lines.append(Line(kind, match["mark"].strip(), match["text"].strip()))
            return True
    return False


def _tell(draft: Draft, mark: str, text: str) -> None:
    """Feedback belongs to the option above it, or to the whole question."""
    if draft.lines and mark == "...":
        draft.lines[-1].told = text
    else:
        draft.told[mark] = text


def _go_on(draft: Draft, text: str) -> None:
    if draft.lines and draft.lines[-1].told:
        draft.lines[-1].told += f"\n{text}"
    elif draft.lines:
        draft.lines[-1].text += f"\n{text}"
    elif draft.told:
        last = list(draft.told)[-1]
        draft.told[last] += f"\n{text}"
    else:
        draft.stem += f"\n{text}"


def _finish(draft: Draft, report: Report) -> Question:
    report.where = f"Line {draft.number}"
    kinds = {line.kind for line in draft.lines}
    for mark, what in (("+", "right"), ("-", "wrong")):
        if mark in draft.told:
            report.note(f"feedback for {what} answers as a whole has no place here: “{draft.told[mark].strip()[:60]}”.")
    if len(kinds) != 1:
        what = "no answer" if not kinds else "answers of several kinds"
        raise FormatError(f"This question has {what}.", line=draft.number)
    kind, spec = _read_answers(kinds.pop(), draft, report)
    explanation = draft.told.get("...", "").strip()
    return Question(kind, draft.stem.strip(), spec, draft.label[:200], draft.points, explanation)


def _read_answers(kind: str, draft: Draft, report: Report) -> tuple[str, dict[str, Any]]:
    lines = draft.lines
    texts = [line.text.strip() for line in lines]
    feedback = [line.told.strip() for line in lines]
    if kind in {"option", "tick"}:
        right = [place for place, line in enumerate(lines) if line.mark == "*"]
        if not right or len(lines) < 2 or (kind == "option" and len(right) > 1):
            need = "one right option" if kind == "option" else "a right option"
            raise FormatError(
                f"This question needs {need}, marked with *, and two options at least.", line=draft.number
            )
        if kind == "option" and [text.lower() for text in texts] == ["true", "false"]:
            told = feedback[1 - right[0]]
            return "true_false", {"correct": right[0] == 0} | ({"feedback": told} if told else {})
        spec: dict[str, Any] = {"options": texts, "correct": right} | ({"feedback": feedback} if any(feedback) else {})
        return ("single_choice", spec) if kind == "option" else ("multiple_choice", spec)
    if any(feedback):
        report.note("feedback for a right answer has no place here.")
    if kind == "typed":
        return "short_text", {"accepted": texts}
    if kind == "number":
        return "numeric", _read_number(texts[0], draft)
    report.note("an open question needs a rubric; write one before the quiz is published.")
    if kind == "file":
        report.note("files cannot be handed in here; it became a text.")
    return "open", {}


def _read_number(text: str, draft: Draft) -> dict[str, Any]:
    try:
        if match := RANGE.fullmatch(text):
            low, high = read_number(match["low"]), read_number(match["high"])
            middle, size = (low + high) / 2, abs(high - low) / 2
        elif match := TOLERANCE.fullmatch(text):
            middle = read_number(match["number"])
            if match["size"].strip().endswith("%"):
                return {
                    "answer": write_decimal(middle),
                    "tolerance": {"relative": write_decimal(read_number(match["size"]))},
                }
            size = read_number(match["size"])
        else:
            middle, size = read_number(text), Fraction(0)
    except MalformedAnswer as error:
        raise FormatError(
            f"“{text[:60]}” is not a number, with +- or a range in brackets.", line=draft.number
        ) from error
    return {"answer": write_decimal(middle)} | ({"tolerance": {"absolute": write_decimal(size)}} if size else {})
