"""One of our questions as an item of QTI 1.2, with the metadata that Canvas looks for."""

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats.contract import CannotExpressError, Question, Report
from quizzes.formats.decimals import read_spec as read_numeric
from quizzes.formats.decimals import write_decimal
from quizzes.formats.markup import to_html

RESPONSE = "response1"
GENERAL = "general_fb"


def write_item(question: Question, ident: str, report: Report) -> Element:
    """Raises CannotExpressError for a kind that QTI 1.2 does not have."""
    if question.kind not in WRITERS:
        raise CannotExpressError(f"QTI 1.2 packages have no questions of the kind {question.kind.replace('_', ' ')}.")
    name, write = WRITERS[question.kind]
    item = Element("item", ident=ident, title=question.label)
    fields = SubElement(SubElement(item, "itemmetadata"), "qtimetadata")
    for label, entry in (("question_type", name), ("points_possible", f"{question.points:f}")):
        each = SubElement(fields, "qtimetadatafield")
        SubElement(each, "fieldlabel").text = label
        SubElement(each, "fieldentry").text = entry
    presentation = SubElement(item, "presentation")
    add_text(presentation, question.stem)
    processing = SubElement(item, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if question.explanation.strip():
        condition = SubElement(processing, "respcondition", {"continue": "Yes"})
        SubElement(SubElement(condition, "conditionvar"), "other")
        SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=GENERAL)
    write(Parts(item, presentation, processing), question.spec, report)
    if question.explanation.strip():
        add_feedback(item, GENERAL, question.explanation)
    return item


class Parts:
    """The parts of an item that the kinds fill."""

    def __init__(self, item: Element, presentation: Element, processing: Element) -> None:
        self.item, self.presentation, self.processing = item, presentation, processing

    def tell(self, name: str, test: Callable[[Element], None], text: str) -> None:
        """Feedback for who answers so."""
        condition = SubElement(self.processing, "respcondition", {"continue": "Yes"})
        test(SubElement(condition, "conditionvar"))
        SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)
        add_feedback(self.item, name, text)

    def score(self, value: str, *, action: str = "Set") -> Element:
        """A condition that earns; what it asks is put into what this returns."""
        condition = SubElement(self.processing, "respcondition", {"continue": "No" if action == "Set" else "Yes"})
        test = SubElement(condition, "conditionvar")
        SubElement(condition, "setvar", action=action, varname="SCORE").text = value
        return test


def add_text(parent: Element, markdown: str, *, is_plain: bool = False) -> None:
    material = SubElement(parent, "material")
    kind = "text/plain" if is_plain else "text/html"
    SubElement(material, "mattext", texttype=kind).text = markdown if is_plain else to_html(markdown)


def add_feedback(item: Element, name: str, markdown: str) -> None:
    flow = SubElement(SubElement(item, "itemfeedback", ident=name), "flow_mat")
    add_text(flow, markdown)


def equals(text: str, *, response: str = RESPONSE, case: str = "") -> Callable[[Element], None]:
    def test(parent: Element) -> None:
        attributes = {"respident": response} | ({"case": case} if case else {})
        SubElement(parent, "varequal", attributes).text = text

    return test


def _add_options(parts: Parts, spec: Mapping[str, Any], cardinality: str, *, is_plain: bool = False) -> list[int]:
    response = SubElement(parts.presentation, "response_lid", ident=RESPONSE, rcardinality=cardinality)
    render = SubElement(response, "render_choice", {"shuffle": "Yes"} if spec.get("shuffle") else {})
    feedback = spec.get("feedback") or [""] * len(spec["options"])
    for place, option in enumerate(spec["options"]):
        add_text(SubElement(render, "response_label", ident=f"o{place}"), option, is_plain=is_plain)
        if feedback[place].strip():
            parts.tell(f"o{place}_fb", equals(f"o{place}"), feedback[place])
    return list(spec["correct"]) if isinstance(spec["correct"], list | tuple) else [spec["correct"]]


def _write_choice(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    for place in _add_options(parts, spec, "Single"):
        equals(f"o{place}")(parts.score("100"))


def _write_truth(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    if "statements" in spec:
        raise CannotExpressError("QTI 1.2 packages have no lists of statements; write each as a question of its own.")
    right = 0 if spec["correct"] else 1
    feedback = ["", ""]
    feedback[1 - right] = spec.get("feedback", "")
    options = {"options": ["True", "False"], "correct": [right], "feedback": feedback}
    _add_options(parts, options, "Single", is_plain=True)
    equals(f"o{right}")(parts.score("100"))


def _write_select_all(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    if (scheme := spec.get("credit", "right_minus_wrong")) != "right_minus_wrong":
        report.note(f"its credit ({scheme.replace('_', ' ')}) is the other system's own there.")
    correct = _add_options(parts, spec, "Multiple")
    together = SubElement(parts.score("100"), "and")
    for place in range(len(spec["options"])):
        equals(f"o{place}")(together if place in correct else SubElement(together, "not"))


def _add_field(parts: Parts, kind: str = "") -> None:
    response = SubElement(parts.presentation, "response_str", ident=RESPONSE, rcardinality="Single")
    render = SubElement(response, "render_fib", {"fibtype": kind} if kind else {})
    SubElement(render, "response_label", ident="answer1")


def _write_short(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    _add_field(parts)
    case = "Yes" if spec.get("case") else "No"
    test = parts.score("100")
    for text in spec["accepted"]:
        equals(text, case=case)(test)
    for place, each in enumerate(spec.get("feedback", ())):
        if each.get("text"):
            parts.tell(f"w{place}_fb", equals(each["answer"], case=case), each["text"])


def _write_numeric(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    read, size = read_numeric(spec, report)
    if read.units:
        report.note(f"its unit ({', '.join(name for name, _ in read.units)}) has no place in this format.")
    _add_field(parts, "Decimal")
    either = SubElement(parts.score("100"), "or")
    equals(write_decimal(read.answer))(either)
    if size:
        within = SubElement(either, "and")
        SubElement(within, "vargte", respident=RESPONSE).text = write_decimal(read.answer - size)
        SubElement(within, "varlte", respident=RESPONSE).text = write_decimal(read.answer + size)
    for place, (number, text) in enumerate(read.feedback):
        if text:
            parts.tell(f"w{place}_fb", equals(write_decimal(number)), text)


def _write_matching(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("credit", "per_pair") != "per_pair":
        report.note("its credit (all or nothing) became: each pair earns its share.")
    matches = list(dict.fromkeys([*(match for _, match in spec["pairs"]), *spec.get("extra", ())]))
    for place, (prompt, match) in enumerate(spec["pairs"]):
        response = SubElement(parts.presentation, "response_lid", ident=f"response_{place}")
        add_text(response, prompt)
        render = SubElement(response, "render_choice")
        for number, text in enumerate(matches):
            add_text(SubElement(render, "response_label", ident=f"m{number}"), text)
        test = parts.score(f"{100 / len(spec['pairs']):.2f}", action="Add")
        equals(f"m{matches.index(match)}", response=f"response_{place}")(test)


def _write_open(parts: Parts, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("rubric") or spec.get("words"):
        report.note("its rubric and number of words have no place in this format.")
    _add_field(parts)


Write = Callable[[Parts, Mapping[str, Any], Report], None]
WRITERS: dict[str, tuple[str, Write]] = {
    "single_choice": ("multiple_choice_question", _write_choice),
    "true_false": ("true_false_question", _write_truth),
    "multiple_choice": ("multiple_answers_question", _write_select_all),
    "short_text": ("short_answer_question", _write_short),
    "numeric": ("numerical_question", _write_numeric),
    "matching": ("matching_question", _write_matching),
    "open": ("essay_question", _write_open),
}
