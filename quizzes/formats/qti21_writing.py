"""One of our questions as an assessmentItem of QTI 2.1."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats.contract import CannotExpressError, Question, Report
from quizzes.formats.decimals import read_spec as read_numeric
from quizzes.formats.decimals import write_decimal
from quizzes.formats.markup import to_html
from quizzes.formats.xml_files import parse

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
RESPONSE = "RESPONSE"
TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
GENERAL = "general"


def write_item(question: Question, ident: str, report: Report) -> Element:
    """Raises CannotExpressError for a kind that has no interaction in QTI 2.1."""
    if question.kind not in WRITERS:
        raise CannotExpressError(f"QTI 2.1 packages have no questions of the kind {question.kind.replace('_', ' ')}.")
    item = Element(
        "assessmentItem", xmlns=SPACE, identifier=ident, title=question.label, adaptive="false", timeDependent="false"
    )
    parts = Parts(item, question.points)
    WRITERS[question.kind](parts, question.stem, question.spec, report)
    if question.explanation.strip():
        feedback = SubElement(item, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=GENERAL, showHide="show")
        add_html(feedback, question.explanation)
    return item


class Parts:
    """The parts of an item, in the order that the standard asks for."""

    def __init__(self, item: Element, points: Any) -> None:
        self.item = item
        self.response = SubElement(item, "responseDeclaration", identifier=RESPONSE)
        score = SubElement(
            item,
            "outcomeDeclaration",
            identifier="SCORE",
            cardinality="single",
            baseType="float",
            normalMaximum=f"{points:f}",
        )
        SubElement(SubElement(score, "defaultValue"), "value").text = "0"
        SubElement(item, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
        self.body = SubElement(item, "itemBody")

    def declare(self, cardinality: str, kind: str, right: Sequence[str]) -> None:
        self.response.set("cardinality", cardinality)
        self.response.set("baseType", kind)
        correct = SubElement(self.response, "correctResponse") if right else None
        for value in right:
            if correct is not None:
                SubElement(correct, "value").text = value

    def process(self, template: str) -> None:
        SubElement(self.item, "responseProcessing", template=f"{TEMPLATE}/{template}")


def add_html(parent: Element, markdown: str) -> None:
    """The words as elements, since the standard wants XHTML here and not text."""
    for element in parse(f"<div>{to_html(markdown)}</div>".encode(), name="a text"):
        parent.append(element)


def _choices(parts: Parts, stem: str, spec: Mapping[str, Any], most: int) -> None:
    interaction = SubElement(
        parts.body,
        "choiceInteraction",
        responseIdentifier=RESPONSE,
        shuffle="true" if spec.get("shuffle") else "false",
        maxChoices=str(most),
    )
    add_html(SubElement(SubElement(interaction, "prompt"), "div"), stem)
    feedback = spec.get("feedback") or [""] * len(spec["options"])
    for place, option in enumerate(spec["options"]):
        choice = SubElement(interaction, "simpleChoice", identifier=f"o{place}")
        add_html(choice, option)
        if feedback[place].strip():
            told = SubElement(
                choice, "feedbackInline", outcomeIdentifier="FEEDBACK", identifier=f"o{place}", showHide="show"
            )
            add_html(SubElement(told, "div"), feedback[place])


def _right(spec: Mapping[str, Any]) -> list[str]:
    listed = spec["correct"]
    return [f"o{place}" for place in (listed if isinstance(listed, list | tuple) else [listed])]


def _write_choice(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if len(_right(spec)) > 1:
        report.note("only the first of its right options is the key.")
    parts.declare("single", "identifier", _right(spec)[:1])
    _choices(parts, stem, spec, 1)
    parts.process("match_correct")


def _write_truth(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if "statements" in spec:
        raise CannotExpressError("QTI 2.1 packages have no lists of statements; write each as a question of its own.")
    right = 0 if spec["correct"] else 1
    feedback = ["", ""]
    feedback[1 - right] = spec.get("feedback", "")
    options = {"options": ["True", "False"], "correct": [right], "feedback": feedback}
    _write_choice(parts, stem, options, report)
    parts.item.set("label", "true_false")


def _write_select_all(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("credit") != "all_or_nothing":
        report.note("how a partly right choice counts has no place in this format: it is all or nothing there.")
    parts.declare("multiple", "identifier", _right(spec))
    _choices(parts, stem, spec, 0)
    parts.process("match_correct")


def _entry(parts: Parts, stem: str) -> None:
    add_html(parts.body, stem)
    SubElement(SubElement(parts.body, "p"), "textEntryInteraction", responseIdentifier=RESPONSE)


def _write_short(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("feedback"):
        report.note("feedback for wrong answers has no place in this format.")
    parts.declare("single", "string", spec["accepted"][:1])
    mapping = SubElement(parts.response, "mapping", defaultValue="0")
    case = "true" if spec.get("case") else "false"
    for text in spec["accepted"]:
        SubElement(mapping, "mapEntry", mapKey=text, mappedValue="1", caseSensitive=case)
    _entry(parts, stem)
    parts.process("map_response")


def _write_numeric(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    read, size = read_numeric(spec, report)
    if read.units:
        report.note(f"its unit ({', '.join(name for name, _ in read.units)}) has no place in this format.")
    if read.feedback:
        report.note("feedback for wrong numbers has no place in this format.")
    parts.declare("single", "float", [write_decimal(read.answer)])
    _entry(parts, stem)
    processing = SubElement(parts.item, "responseProcessing")
    earned = SubElement(SubElement(processing, "responseCondition"), "responseIf")
    around = write_decimal(size)
    equal = SubElement(earned, "equal", toleranceMode="absolute", tolerance=f"{around} {around}")
    SubElement(equal, "variable", identifier=RESPONSE)
    SubElement(equal, "correct", identifier=RESPONSE)
    value = SubElement(SubElement(earned, "setOutcomeValue", identifier="SCORE"), "baseValue", baseType="float")
    value.text = "1"


def _write_ordering(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("credit") != "all_or_nothing":
        report.note("how a partly right order counts has no place in this format: it is all or nothing there.")
    if spec.get("shuffle"):
        report.note("lines are always mixed there.")
    parts.declare("ordered", "identifier", [f"o{place}" for place in range(len(spec["options"]))])
    interaction = SubElement(parts.body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true")
    add_html(SubElement(SubElement(interaction, "prompt"), "div"), stem)
    for place, line in enumerate(spec["options"]):
        add_html(SubElement(interaction, "simpleChoice", identifier=f"o{place}"), line)
    parts.process("match_correct")


def _write_matching(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("credit") != "all_or_nothing":
        report.note("how partly right matches count has no place in this format: it is all or nothing there.")
    matches = list(dict.fromkeys([*(match for _, match in spec["pairs"]), *spec.get("extra", ())]))
    right = [f"p{place} m{matches.index(match)}" for place, (_, match) in enumerate(spec["pairs"])]
    parts.declare("multiple", "directedPair", right)
    interaction = SubElement(
        parts.body, "matchInteraction", responseIdentifier=RESPONSE, shuffle="true", maxAssociations="0"
    )
    add_html(SubElement(SubElement(interaction, "prompt"), "div"), stem)
    for mark, texts in (("p", [prompt for prompt, _ in spec["pairs"]]), ("m", matches)):
        group = SubElement(interaction, "simpleMatchSet")
        for place, text in enumerate(texts):
            most = "1" if mark == "p" else "0"
            add_html(SubElement(group, "simpleAssociableChoice", identifier=f"{mark}{place}", matchMax=most), text)
    parts.process("match_correct")


def _write_open(parts: Parts, stem: str, spec: Mapping[str, Any], report: Report) -> None:
    if spec.get("rubric") or spec.get("words"):
        report.note("its rubric and number of words have no place in this format.")
    parts.declare("single", "string", [])
    interaction = SubElement(parts.body, "extendedTextInteraction", responseIdentifier=RESPONSE)
    add_html(SubElement(SubElement(interaction, "prompt"), "div"), stem)


Write = Callable[[Parts, str, Mapping[str, Any], Report], None]
WRITERS: dict[str, Write] = {
    "single_choice": _write_choice,
    "multiple_choice": _write_select_all,
    "true_false": _write_truth,
    "short_text": _write_short,
    "numeric": _write_numeric,
    "ordering": _write_ordering,
    "matching": _write_matching,
    "open": _write_open,
}
