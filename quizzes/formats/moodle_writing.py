"""One of our questions as Moodle XML. Texts are HTML, which every version of Moodle shows."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats.contract import CannotExpressError, Question, Report
from quizzes.formats.decimals import read_spec as read_numeric
from quizzes.formats.decimals import write_decimal
from quizzes.formats.markup import to_html
from quizzes.formats.moodle_cloze import write_cloze
from quizzes.formats.moodle_reading import CLOZE_STEM, RUBRIC


def write_question(question: Question, report: Report) -> Element:
    """Raises CannotExpressError for a kind that Moodle does not have."""
    if question.kind not in WRITERS:
        raise CannotExpressError(f"Moodle has no questions of the kind {question.kind.replace('_', ' ')}.")
    name, write = WRITERS[question.kind]
    element = Element("question", type=name)
    SubElement(SubElement(element, "name"), "text").text = question.label
    text = add_text(element, "questiontext", question.stem)
    if question.kind == "cloze":
        html = write_cloze(question.spec, report)
        if question.stem != CLOZE_STEM:
            report.note("its stem stands above the text with the blanks, in one piece.")
            html = f"{to_html(question.stem)}\n{html}"
        text[0].text = html
    add_text(element, "generalfeedback", question.explanation)
    SubElement(element, "defaultgrade").text = f"{question.points:f}"
    SubElement(element, "penalty").text = "0"
    write(element, question.spec, report)
    return element


def add_text(parent: Element, name: str, markdown: str, *, fraction: str = "") -> Element:
    """<name format="html"><text>...</text></name>"""
    element = SubElement(parent, name, {"fraction": fraction} if fraction else {}, format="html")
    SubElement(element, "text").text = to_html(markdown) if markdown.strip() else ""
    return element


def _add_answer(element: Element, text: str, fraction: str, feedback: str, *, is_html: bool = True) -> Element:
    if is_html:
        answer = add_text(element, "answer", text, fraction=fraction)
    else:
        answer = SubElement(element, "answer", fraction=fraction, format="plain_text")
        SubElement(answer, "text").text = text
    add_text(answer, "feedback", feedback)
    return answer


def _write_choice(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    correct = spec["correct"] if isinstance(spec["correct"], list | tuple) else [spec["correct"]]
    feedback = spec.get("feedback") or [""] * len(spec["options"])
    SubElement(element, "single").text = "true"
    SubElement(element, "shuffleanswers").text = "true" if spec.get("shuffle") else "false"
    SubElement(element, "answernumbering").text = "ABCD"
    for place, option in enumerate(spec["options"]):
        _add_answer(element, option, "100" if place in correct else "0", feedback[place])


def _write_select_all(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    if (scheme := spec.get("credit", "right_minus_wrong")) != "right_minus_wrong":
        report.note(f"its credit ({scheme.replace('_', ' ')}) became: a wrong option takes a share away.")
    correct = set(spec["correct"])
    share = f"{Decimal(100) / len(correct):.5f}".rstrip("0").rstrip(".")
    feedback = spec.get("feedback") or [""] * len(spec["options"])
    SubElement(element, "single").text = "false"
    SubElement(element, "shuffleanswers").text = "true" if spec.get("shuffle") else "false"
    SubElement(element, "answernumbering").text = "ABCD"
    for place, option in enumerate(spec["options"]):
        _add_answer(element, option, share if place in correct else f"-{share}", feedback[place])


def _write_truth(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    if "statements" in spec:
        raise CannotExpressError("Moodle has no lists of statements; write each as a question of its own.")
    for truth in (True, False):
        is_right = spec["correct"] is truth
        told = "" if is_right else spec.get("feedback", "")
        _add_answer(element, str(truth).lower(), "100" if is_right else "0", told, is_html=False)


def _write_short(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    SubElement(element, "usecase").text = "1" if spec.get("case") else "0"
    for text in spec["accepted"]:
        _add_answer(element, text.replace("*", r"\*"), "100", "", is_html=False)
    for each in spec.get("feedback", ()):
        if each.get("text"):
            _add_answer(element, each["answer"].replace("*", r"\*"), "0", each["text"], is_html=False)


def _write_numeric(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    read, size = read_numeric(spec, report)
    right = _add_answer(element, write_decimal(read.answer), "100", "", is_html=False)
    SubElement(right, "tolerance").text = write_decimal(size)
    for number, text in read.feedback:
        if text:
            known = _add_answer(element, write_decimal(number), "0", text, is_html=False)
            SubElement(known, "tolerance").text = write_decimal(size)
    if not read.units:
        return
    units = SubElement(element, "units")
    for name, unit_size in read.units:
        unit = SubElement(units, "unit")
        SubElement(unit, "multiplier").text = write_decimal(1 / unit_size)
        SubElement(unit, "unit_name").text = name
    SubElement(element, "unitgradingtype").text = "0" if len(read.units) == 1 else "1"
    SubElement(element, "showunits").text = "0"


def _write_matching(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("credit", "per_pair") != "per_pair":
        report.note("its credit (all or nothing) became: each pair earns its share.")
    SubElement(element, "shuffleanswers").text = "true"
    for prompt, match in [*spec["pairs"], *(["", match] for match in spec.get("extra", ()))]:
        sub = add_text(element, "subquestion", prompt)
        SubElement(SubElement(sub, "answer"), "text").text = match


def _write_ordering(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("credit") == "pairs":
        report.note("its credit (pairs) became: each line in its place earns its share.")
    if spec.get("shuffle"):
        report.note("lines are always mixed there.")
    SubElement(element, "layouttype").text = "VERTICAL"
    SubElement(element, "selecttype").text = "ALL"
    SubElement(element, "gradingtype").text = (
        "ALL_OR_NOTHING" if spec.get("credit") == "all_or_nothing" else "ABSOLUTE_POSITION"
    )
    for place, line in enumerate(spec["options"], 1):
        add_text(element, "answer", line, fraction=str(place))


def _write_open(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("words"):
        report.note(f"that about {spec['words']} words are enough has no place in this format.")
    SubElement(element, "responseformat").text = "editor"
    shares = [f" (share {each['share']})" if "share" in each else "" for each in spec.get("rubric", ())]
    lines = [f"- {each['text']}{share}" for each, share in zip(spec.get("rubric", ()), shares, strict=True)]
    add_text(element, "graderinfo", "\n".join([RUBRIC, "", *lines]) if lines else "")


def _write_nothing(element: Element, spec: Mapping[str, Any], report: Report) -> None:
    """All is in the text."""


Write = Callable[[Element, Mapping[str, Any], Report], None]
WRITERS: dict[str, tuple[str, Write]] = {
    "single_choice": ("multichoice", _write_choice),
    "multiple_choice": ("multichoice", _write_select_all),
    "true_false": ("truefalse", _write_truth),
    "short_text": ("shortanswer", _write_short),
    "numeric": ("numerical", _write_numeric),
    "matching": ("matching", _write_matching),
    "ordering": ("ordering", _write_ordering),
    "open": ("essay", _write_open),
    "cloze": ("cloze", _write_nothing),
}
