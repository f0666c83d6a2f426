r"""Moodle's embedded answers: {1:MULTICHOICE:=right~wrong#feedback} in a text, and our cloze with [[blanks]]."""

import re
from collections.abc import Mapping
from fractions import Fraction
from html import escape, unescape
from typing import Any

from quizzes.formats import markup
from quizzes.formats.contract import CannotExpressError, FormatError, Report
from quizzes.formats.decimals import read_spec, write_decimal
from quizzes.question_types.cloze import BLANK
from quizzes.question_types.contract import MalformedAnswer
from quizzes.question_types.numbers import read_number

EMBEDDED = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^}\\])*)\}", re.DOTALL)
CHOICES = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S", "MCS"}
SHORT = {"SHORTANSWER": False, "SA": False, "MW": False, "SHORTANSWER_C": True, "SAC": True, "MWC": True}
NUMERICAL = {"NUMERICAL", "NM"}
PART = re.compile(r"(?:\\.|[^~\\])+", re.DOTALL)
HELD = "blankheldforlater"  # letters only, so that no mark-up touches it
WEIGHT = re.compile(r"(=|%(-?\d+(?:\.\d+)?)%)?")


def read_cloze(html: str, report: Report) -> dict[str, Any]:
    """The spec of a cloze, its text as Markdown; raises FormatError where it has no blank."""
    blanks: dict[str, Any] = {}

    def hold(match: re.Match[str]) -> str:
        name = str(len(blanks) + 1)
        blanks[name] = _read_blank(match[2], unescape(re.sub(r"<[^<>]*>", "", match[3])), report)
        if match[1] not in {"", "1"}:
            report.note("blanks count alike here, whatever weight they had.")
        return f"{HELD}{name}z"

    held = markup.to_markdown(EMBEDDED.sub(hold, html))
    if not blanks:
        raise FormatError("it has no blank.")
    return {"text": re.sub(rf"{HELD}(\d+)z", r"[[\1]]", held), "blanks": blanks}


def write_cloze(spec: Mapping[str, Any], report: Report) -> str:
    """The text as HTML with its blanks as Moodle writes them."""
    if spec.get("credit", "per_blank") != "per_blank":
        report.note("its credit (all or nothing) became: each blank earns its share.")
    html = markup.to_html(spec["text"])
    return BLANK.sub(lambda match: escape(_write_blank(spec["blanks"][match[1]], report), quote=False), html)


def _read_blank(kind: str, body: str, report: Report) -> dict[str, Any]:
    parts = [_read_part(part[0]) for part in PART.finditer(body)]
    if kind in CHOICES:
        right = [place for place, part in enumerate(parts) if part[0] == 100]
        spec = {"kind": "single_choice", "options": [text for _, text, _ in parts], "correct": right}
        feedback = [told for _, _, told in parts]
        return spec | ({"feedback": feedback} if any(feedback) else {})
    if any(0 < weight < 100 for weight, _, _ in parts):
        report.note("answers for part of the points do not exist here; they became wrong ones.")
    known = [{"answer": text, "text": told} for weight, text, told in parts if weight < 100 and told]
    accepted = [text for weight, text, _ in parts if weight == 100]
    if not accepted:
        raise FormatError("one of its blanks has no right answer.")
    extra = {"feedback": known} if known else {}
    if kind in NUMERICAL:
        number, _, size = accepted[0].partition(":")
        tolerance = {"tolerance": {"absolute": _number(size)}} if size.strip(" 0.") else {}
        return {"kind": "numeric", "answer": _number(number)} | tolerance | extra
    if kind not in SHORT:
        raise CannotExpressError(f"there are no blanks of the kind {kind} here.")
    return {"kind": "short_text", "accepted": accepted} | ({"case": True} if SHORT[kind] else {}) | extra


def _read_part(part: str) -> tuple[Fraction, str, str]:
    """Weight in percent, text and feedback."""
    sign = WEIGHT.match(part)
    weight = Fraction(100) if sign and sign[1] == "=" else Fraction(sign[2]) if sign and sign[2] else Fraction(0)
    body = part[sign.end() :] if sign else part
    halves = re.split(r"(?<!\\)#", body, maxsplit=1)
    return weight, _free(halves[0]), _free(halves[1]) if len(halves) > 1 else ""


def _number(text: str) -> str:
    try:
        return write_decimal(read_number(text.strip()))
    except MalformedAnswer as error:
        raise FormatError(f"“{text.strip()[:40]}” in a blank is not a number.") from error


def _write_blank(blank: Mapping[str, Any], report: Report) -> str:
    kind = blank["kind"]
    if kind == "single_choice":
        told = blank.get("feedback") or [""] * len(blank["options"])
        correct = blank["correct"] if isinstance(blank["correct"], list | tuple) else [blank["correct"]]
        parts = [_part(i in correct, text, told[i]) for i, text in enumerate(blank["options"])]
        return f"{{1:MULTICHOICE:{'~'.join(parts)}}}"
    known = [_part(False, each["answer"], each["text"]) for each in blank.get("feedback", ()) if each.get("text")]
    if kind == "numeric":
        spec, size = read_spec(blank, report)
        if spec.units:
            report.note("the unit of a blank has no place in this format.")
        right = f"={write_decimal(spec.answer)}:{write_decimal(size)}"
        return f"{{1:NUMERICAL:{'~'.join([right, *known])}}}"
    word = "SHORTANSWER_C" if blank.get("case") else "SHORTANSWER"
    return f"{{1:{word}:{'~'.join([*(_part(True, text, '') for text in blank['accepted']), *known])}}}"


def _part(is_right: bool, text: str, told: str) -> str:
    opening = "=" if is_right else "%0%" if text.startswith(("%", "=")) else ""
    return f"{opening}{_hold(text)}{'#' + _hold(told) if told else ''}"


def _hold(text: str) -> str:
    return re.sub(r"([~=#}{\\/\"])", r"\\\1", text)


def _free(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()
