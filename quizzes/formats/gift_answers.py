"""What stands in the braces of a GIFT question -> a kind, its spec and an explanation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from quizzes.formats.contract import CannotExpressError, FormatError, Report
from quizzes.formats.decimals import write_decimal
from quizzes.formats.gift_text import MARKED, read_text, read_words
from quizzes.question_types.contract import MalformedAnswer
from quizzes.question_types.numbers import read_number

LONGEST_LABEL = 200
TRUTH = re.compile(r"(TRUE|T|FALSE|F)", re.IGNORECASE)
ANSWER = re.compile(r"([=~])((?:(?![=~]).)*)", re.DOTALL)
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
ORDINARY_WEIGHTS = {"=": Fraction(100), "~": Fraction(0)}


@dataclass(frozen=True)
class Answers:
    kind: str
    spec: dict[str, Any]
    explanation: str = ""


@dataclass(frozen=True)
class Line:
    """One answer: its sign, its weight in percent, its words and feedback as they stand (signs still held)."""

    sign: str
    weight: Fraction
    text: str
    feedback: str


@dataclass
class Braces:
    """What the readers of single kinds need: the mark-up of texts, where losses go, and the line for errors."""

    markup: str
    report: Report
    line: int
    lines: list[Line] = field(default_factory=list)

    def read(self, text: str) -> str:
        return read_text(text, report=self.report, markup_name=self.markup)[0]

    def lose_feedback(self, lines: Sequence[Line], what: str = "right answers") -> None:
        if any(line.feedback for line in lines):
            self.report.note(f"feedback for {what} has no place here.")


def read(text: str, *, markup: str, report: Report, line: int) -> Answers:
    """Raises FormatError with the line of the question, or CannotExpressError where it is of a kind we lack."""
    body, _, general = text.partition("####")
    braces = Braces(markup, report, line)
    explanation, body = braces.read(general), body.strip()
    if not body:
        report.note("an open question needs a rubric; write one before the quiz is published.")
        return Answers("open", {}, explanation)
    if body.startswith("#"):
        return Answers("numeric", _read_numeric(body[1:].strip(), braces), explanation)
    truth, *feedback = body.split("#")
    if TRUTH.fullmatch(truth.strip()):
        return Answers("true_false", _read_truth(truth.strip(), feedback, braces), explanation)
    if body.startswith(">"):
        raise CannotExpressError("ordering questions are written in many ways in GIFT; write it anew here.")
    braces.lines = _read_lines(body, braces)
    kind, spec = _read_listed(braces)
    return Answers(kind, spec, explanation)


def _read_listed(braces: Braces) -> tuple[str, dict[str, Any]]:
    lines = braces.lines
    if all(line.sign == "=" for line in lines):
        if len(lines) > 1 and all("->" in line.text for line in lines):
            return "matching", _read_pairs(braces)
        return "short_text", _read_short(braces)
    if not any(line.sign == "=" for line in lines) and sum(line.weight > 0 for line in lines) > 1:
        return "multiple_choice", _read_select_all(braces)
    return "single_choice", _read_choice(braces)


def _read_lines(body: str, braces: Braces) -> list[Line]:
    if body[0] not in "=~":
        raise FormatError(
            f"The answers begin with “{read_words(body)[:30]}”. Each begins with = (right) or ~ (wrong); "
            "a number begins with #.",
            line=braces.line,
        )
    lines = []
    for match in ANSWER.finditer(body):
        text, _, feedback = match[2].partition("#")
        text, weight = text.strip(), ORDINARY_WEIGHTS[match[1]]
        if weighed := WEIGHT.match(text):
            text, weight = text[weighed.end() :].strip(), Fraction(weighed[1])
        if not text:
            raise FormatError(
                "One of the answers is empty. Write \\= or \\~ where the sign itself is meant.", line=braces.line
            )
        lines.append(Line(match[1], weight, text, feedback.strip()))
    return lines


def _read_truth(truth: str, feedback: Sequence[str], braces: Braces) -> dict[str, Any]:
    spec: dict[str, Any] = {"correct": truth[0].upper() == "T"}
    if feedback and (told := braces.read(feedback[0])):
        spec["feedback"] = told
    if len(feedback) > 1 and feedback[1].strip():
        braces.report.note("feedback for the right answer has no place here.")
    return spec


def _read_pairs(braces: Braces) -> dict[str, Any]:
    sides = [line.text.split("->", 1) for line in braces.lines]
    pairs = [[braces.read(prompt), braces.read(match)] for prompt, match in sides]
    extra = [match for prompt, match in pairs if not prompt]
    braces.lose_feedback(braces.lines, "single pairs")
    spec: dict[str, Any] = {"pairs": [pair for pair in pairs if pair[0]]}
    return spec | {"extra": extra} if extra else spec


def _read_short(braces: Braces) -> dict[str, Any]:
    right = [line for line in braces.lines if line.weight > 0]
    wrong = [line for line in braces.lines if line.weight <= 0]
    if not right:
        raise FormatError("None of the answers is right.", line=braces.line)
    full = [line for line in right if line.weight == 100] or right
    if len(full) < len(right):
        braces.report.note("answers for part of the points do not exist here; they became wrong ones.")
    if any("*" in read_words(line.text).replace("\\*", "") for line in braces.lines):
        braces.report.note("an asterisk is only a sign here, not “any words”.")
    braces.lose_feedback(right)
    spec: dict[str, Any] = {"accepted": list(dict.fromkeys(_read_typed(line) for line in full))}
    told = [*wrong, *(line for line in right if line not in full)]
    feedback = [{"answer": _read_typed(line), "text": braces.read(line.feedback)} for line in told if line.feedback]
    return spec | {"feedback": feedback} if feedback else spec


def _read_typed(line: Line) -> str:
    """What a student types has no mark-up; its asterisks are escaped once more."""
    return read_words(MARKED.sub("", line.text, count=1) if MARKED.match(line.text) else line.text).replace("\\*", "*")


def _read_choice(braces: Braces) -> dict[str, Any]:
    lines = braces.lines
    best = max(line.weight for line in lines)
    if best <= 0:
        raise FormatError("None of the answers is right: put = before the right one.", line=braces.line)
    if any(0 < line.weight < best for line in lines) or best != 100:
        braces.report.note("options for part of the points do not exist here; the best ones earn all, the others none.")
    if any(line.weight < 0 for line in lines):
        braces.report.note("a wrong option takes no points away here.")
    return _write_options(braces, [place for place, line in enumerate(lines) if line.weight == best])


def _read_select_all(braces: Braces) -> dict[str, Any]:
    lines = braces.lines
    correct = [place for place, line in enumerate(lines) if line.weight > 0]
    share = Fraction(100, len(correct))
    if any(abs(abs(line.weight) - share) > Fraction(1, 10) for line in lines):
        braces.report.note("every right option counts the same here, and a wrong one takes as much away.")
    return _write_options(braces, correct)


def _write_options(braces: Braces, correct: list[int]) -> dict[str, Any]:
    options = [braces.read(line.text) for line in braces.lines]
    if len(options) < 2 or len(set(options)) < len(options):
        raise FormatError("A choice needs at least two options, all different.", line=braces.line)
    spec: dict[str, Any] = {"options": options, "correct": correct}
    feedback = [braces.read(line.feedback) for line in braces.lines]
    return spec | {"feedback": feedback} if any(feedback) else spec


def _read_numeric(body: str, braces: Braces) -> dict[str, Any]:
    if body[:1] not in {"=", "~"}:
        text, _, feedback = body.partition("#")
        braces.lines = [Line("=", Fraction(100), text.strip(), feedback.strip())]
    else:
        braces.lines = _read_lines(body, braces)
    right = [line for line in braces.lines if line.weight == 100]
    if not right:
        raise FormatError("None of the numbers is right for all points.", line=braces.line)
    if len(right) > 1 or any(0 < line.weight < 100 for line in braces.lines):
        braces.report.note(f"one number is right here: {read_words(right[0].text)}; the others became wrong ones.")
    braces.lose_feedback(right)
    answer, size = _read_number(right[0].text, braces)
    spec: dict[str, Any] = {"answer": write_decimal(answer)}
    if size:
        spec["tolerance"] = {"absolute": write_decimal(size)}
    if known := _read_known_numbers(answer, right[0], braces):
        spec["feedback"] = known
    return spec


def _read_known_numbers(answer: Fraction, right: Line, braces: Braces) -> list[dict[str, str]]:
    """Feedback for wrong numbers; for all others, or for numbers near the right one, there is none here."""
    known = []
    for line in braces.lines:
        if line is right or not line.feedback:
            continue
        number = None if line.text == "*" else _read_number(line.text, braces)[0]
        if number is None or number == answer:
            braces.report.note(f"the feedback “{braces.read(line.feedback)}” has no place here.")
        else:
            known.append({"answer": write_decimal(number), "text": braces.read(line.feedback)})
    return known


def _read_number(text: str, braces: Braces) -> tuple[Fraction, Fraction]:
    """The number in the middle and the tolerance around it."""
    words = read_words(text)
    try:
        if ".." in words:
            low, high = (read_number(side) for side in words.split("..", 1))
            if low > high:
                raise FormatError(f"The range {words} ends before it begins.", line=braces.line)
            return (low + high) / 2, (high - low) / 2
        number, _, size = words.partition(":")
        return read_number(number), abs(read_number(size)) if size.strip() else Fraction(0)
    except MalformedAnswer as error:
        raise FormatError(
            f"“{words[:60]}” is not a number, a range or a number with its tolerance.", line=braces.line
        ) from error
