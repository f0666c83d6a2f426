"""A question of Moodle XML -> ours."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.formats import markup
from quizzes.formats.contract import CannotExpressError, FormatError, Question, Report
from quizzes.formats.decimals import write_decimal
from quizzes.formats.moodle_cloze import read_cloze
from quizzes.question_types.contract import MalformedAnswer
from quizzes.question_types.numbers import read_number

LONGEST_LABEL = 200
CLOZE_STEM = "Fill in the blanks."
RUBRIC = "Rubric:"


def read_question(element: Element, report: Report) -> Question:
    """Raises CannotExpressError for a kind we lack, FormatError where something is missing."""
    kind = element.get("type", "")
    if kind not in READERS:
        raise CannotExpressError(f"there are no questions of the type “{kind}” here.")
    stem = read_text(element.find("questiontext"), report)
    read_kind, spec = READERS[kind](element, report)
    if read_kind == "cloze":
        stem = CLOZE_STEM
    elif not stem:
        raise FormatError("nothing is asked.")
    if (element.findtext("penalty") or "").strip(" 0.") and element.get("type") != "essay":
        report.note("a penalty for trying again has no place here.")
    return Question(
        kind=read_kind,
        stem=stem,
        spec=spec,
        label=(element.findtext("name/text") or "").strip()[:LONGEST_LABEL],
        points=_read_points(element),
        explanation=read_text(element.find("generalfeedback"), report),
    )


def read_text(element: Element | None, report: Report) -> str:
    """Markdown out of <text>, whatever its format; pictures are named as missing."""
    if element is None:
        return ""
    text = (element.findtext("text") or "").strip()
    if element.find("file") is not None or "@@PLUGINFILE@@" in text:
        report.note("its pictures did not come along.")
    if element.get("format", "html") == "html" or markup.has_tags(text):
        return markup.to_markdown(text)
    return text


def _read_points(element: Element) -> Decimal:
    try:
        points = Decimal((element.findtext("defaultgrade") or "1").strip()).normalize()
    except InvalidOperation:
        return Decimal(1)
    return Decimal(f"{points:f}") if points.is_finite() and 0 <= points <= 1000 else Decimal(1)


def _weight(answer: Element) -> Fraction:
    try:
        return read_number(answer.get("fraction", "0"))
    except MalformedAnswer as error:
        raise FormatError(f"the fraction “{answer.get('fraction')}” is not a number.") from error


def _read_choice(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    answers = element.findall("answer")
    weights = [_weight(answer) for answer in answers]
    single = (element.findtext("single") or "true").strip().lower() in {"true", "1"}
    best = max(weights, default=Fraction(0))
    if best <= 0:
        raise FormatError("none of its answers is right.")
    right = [place for place, weight in enumerate(weights) if (weight == best if single else weight > 0)]
    spec: dict[str, Any] = {"options": [read_text(answer, report) for answer in answers], "correct": right}
    if not single:
        share = Fraction(100, len(right))
        if any(abs(abs(weight) - share) > Fraction(1, 10) for weight in weights):
            report.note("every right option counts the same here, and a wrong one takes as much away.")
    elif any(0 < weight < best or weight < 0 for weight in weights):
        report.note("options for part of the points, or with a penalty, do not exist here; they became wrong ones.")
    feedback = [read_text(answer.find("feedback"), report) for answer in answers]
    if any(feedback):
        spec["feedback"] = feedback
    if (element.findtext("shuffleanswers") or "").strip().lower() in {"true", "1"}:
        spec["shuffle"] = True
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if (told := read_text(element.find(name), report)) and not told.lower().startswith("your answer is"):
            report.note(f"the feedback “{told[:60]}” has no place here.")
    return "single_choice" if single else "multiple_choice", spec


def _read_truth(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    right = wrong_told = None
    for answer in element.findall("answer"):
        is_true = (answer.findtext("text") or "").strip().lower() == "true"
        told = read_text(answer.find("feedback"), report)
        if _weight(answer) > 0:
            right = is_true
            if told:
                report.note("feedback for the right answer has no place here.")
        else:
            wrong_told = told
    if right is None:
        raise FormatError("neither true nor false is right.")
    return "true_false", {"correct": right} | ({"feedback": wrong_told} if wrong_told else {})


def _read_short(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    accepted, feedback = [], []
    for answer in element.findall("answer"):
        text, told = (answer.findtext("text") or "").strip(), read_text(answer.find("feedback"), report)
        if "*" in text.replace("\\*", ""):
            report.note("an asterisk is only a sign here, not “any words”.")
        text = text.replace("\\*", "*")
        if _weight(answer) == 100:
            accepted.append(text)
            if told:
                report.note("feedback for right answers has no place here.")
            continue
        if _weight(answer) > 0:
            report.note("answers for part of the points do not exist here; they became wrong ones.")
        if told:
            feedback.append({"answer": text, "text": told})
    if not accepted:
        raise FormatError("none of its answers is right.")
    spec: dict[str, Any] = {"accepted": accepted} | ({"feedback": feedback} if feedback else {})
    if (element.findtext("usecase") or "").strip() in {"1", "true"}:
        spec["case"] = True
    return "short_text", spec


def _read_numeric(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    spec: dict[str, Any] = {}
    feedback = []
    for answer in element.findall("answer"):
        text, told = (answer.findtext("text") or "").strip(), read_text(answer.find("feedback"), report)
        if text == "*":
            report.note("feedback for all other numbers has no place here.")
            continue
        number = write_decimal(_number(text))
        if _weight(answer) == 100 and "answer" not in spec:
            spec["answer"] = number
            if size := _number(answer.findtext("tolerance") or "0"):
                spec["tolerance"] = {"absolute": write_decimal(size)}
            if told:
                report.note("feedback for the right answer has no place here.")
            continue
        if _weight(answer) > 0:
            report.note("only one number is right here, for all points.")
        if told:
            feedback.append({"answer": number, "text": told})
    if "answer" not in spec:
        raise FormatError("none of its numbers is right.")
    units = {
        (unit.findtext("unit_name") or "").strip(): _number(unit.findtext("multiplier") or "1")
        for unit in element.findall("units/unit")
    }
    if len(units) == 1:
        spec["unit"] = next(iter(units))
    elif units:
        # Moodle multiplies what is typed by nothing and the answer by the multiplier; ours is the size of one unit.
        spec["units"] = {name: write_decimal(1 / size) if size else "1" for name, size in units.items()}
    return "numeric", spec | ({"feedback": feedback} if feedback else {})


def _number(text: str) -> Fraction:
    try:
        return read_number(text.strip())
    except MalformedAnswer as error:
        raise FormatError(f"“{text.strip()[:40]}” is not a number.") from error


def _read_matching(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    pairs = [
        [read_text(sub, report), markup.to_markdown(answer) if markup.has_tags(answer) else answer]
        for sub in element.findall("subquestion")
        if (answer := (sub.findtext("answer/text") or "").strip())
    ]
    extra = [match for prompt, match in pairs if not prompt]
    spec: dict[str, Any] = {"pairs": [pair for pair in pairs if pair[0]]}
    return "matching", spec | ({"extra": extra} if extra else {})


def _read_ordering(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    lines = sorted(element.findall("answer"), key=_weight)
    scheme = (element.findtext("gradingtype") or "ABSOLUTE_POSITION").strip()
    if scheme not in {"ABSOLUTE_POSITION", "ALL_OR_NOTHING"}:
        report.note("how a partly right order counts became: each line in its place earns its share.")
    credit = {"credit": "all_or_nothing"} if scheme == "ALL_OR_NOTHING" else {}
    return "ordering", {"options": [read_text(line, report) for line in lines]} | credit


def _read_essay(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    """The rubric that we wrote for graders comes back; anybody else's notes become one line of a rubric."""
    notes = read_text(element.find("graderinfo"), report)
    if not notes:
        report.note("an open question needs a rubric; write one before the quiz is published.")
        return "open", {}
    lines = re.findall(r"^- (.+?)(?: \(share (\S+?)\))?$", notes, re.MULTILINE) if notes.startswith(RUBRIC) else []
    rubric = [{"text": text} | ({"share": share} if share else {}) for text, share in lines]
    return "open", {"rubric": rubric or [{"text": notes}]}


def _read_embedded(element: Element, report: Report) -> tuple[str, dict[str, Any]]:
    read_text(element.find("questiontext"), report)  # names what does not come along
    return "cloze", read_cloze((element.findtext("questiontext/text") or "").strip(), report)


READERS: dict[str, Callable[[Element, Report], tuple[str, dict[str, Any]]]] = {
    "multichoice": _read_choice,
    "truefalse": _read_truth,
    "shortanswer": _read_short,
    "numerical": _read_numeric,
    "matching": _read_matching,
    "ordering": _read_ordering,
    "essay": _read_essay,
    "cloze": _read_embedded,
}
