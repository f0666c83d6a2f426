"""An item of QTI 1.2 -> one of our questions. What it asks is seen from its parts where no metadata say it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.formats import markup
from quizzes.formats.contract import CannotExpressError, FormatError, Question, Report
from quizzes.formats.decimals import write_decimal
from quizzes.question_types.contract import MalformedAnswer
from quizzes.question_types.numbers import read_number

KINDS = {
    "multiple_choice_question": "single_choice",
    "true_false_question": "true_false",
    "multiple_answers_question": "multiple_choice",
    "short_answer_question": "short_text",
    "numerical_question": "numeric",
    "matching_question": "matching",
    "essay_question": "open",
}
LACKING = {"text_only_question", "file_upload_question", "calculated_question", "multiple_dropdowns_question"}
GENERAL = {"general_fb", "solution", "Solution"}


@dataclass(frozen=True)
class Condition:
    """When something is earned or told: the tests that must hold, those that must not, what is earned, what is told."""

    tests: tuple[Element, ...]
    is_scoring: bool
    told: str


@dataclass
class Item:
    element: Element
    report: Report
    conditions: list[Condition]
    feedback: dict[str, str]

    def tell(self, value: str) -> str:
        """The feedback for exactly this value."""
        found = (
            each.told
            for each in self.conditions
            if each.told and not each.is_scoring and [(test.text or "").strip() for test in each.tests] == [value]
        )
        return self.feedback.get(next(found, ""), "")

    @property
    def scoring(self) -> list[Condition]:
        return [each for each in self.conditions if each.is_scoring]


def read_item(element: Element, report: Report) -> Question:
    """Raises CannotExpressError for a kind we lack, FormatError where something is missing."""
    fields = {
        (each.findtext("fieldlabel") or "").strip(): (each.findtext("fieldentry") or "").strip()
        for each in element.iter("qtimetadatafield")
    }
    feedback = {each.get("ident", ""): _read_text(each, report) for each in element.findall("itemfeedback")}
    conditions = [_read_condition(each) for each in element.iter("respcondition")]
    item = Item(element, report, conditions, feedback)
    kind = _find_kind(item, fields.get("question_type", ""))
    presentation = element.find("presentation")
    stem = _read_stem(presentation, report) if presentation is not None else ""
    if not stem:
        raise FormatError("nothing is asked.")
    spec = READERS[kind](item)
    for name in set(feedback) & {"correct_fb", "general_incorrect_fb"}:
        report.note(f"the feedback “{feedback[name][:60]}” has no place here.")
    explanation = next((feedback[name] for name in sorted(GENERAL) if feedback.get(name)), "")
    label = (element.get("title") or "").strip()
    return Question(kind, stem, spec, label[:200], _read_points(fields.get("points_possible", "1")), explanation)


def _find_kind(item: Item, named: str) -> str:
    if named in KINDS:
        return KINDS[named]
    lists = item.element.findall(".//response_lid")
    if named in LACKING or (named and not lists and item.element.find(".//response_str") is None):
        raise CannotExpressError(f"there are no questions of the type “{named}” here.")
    if len(lists) > 1:
        return "matching"
    if lists:
        return "multiple_choice" if lists[0].get("rcardinality") == "Multiple" else "single_choice"
    if item.element.find(".//response_num") is not None or item.element.find(".//vargte") is not None:
        return "numeric"
    if item.element.find(".//response_str") is None:
        raise CannotExpressError("it is a text without a question, or of a kind that is not known here.")
    return "short_text" if item.scoring else "open"


def _read_condition(element: Element) -> Condition:
    variables = element.find("conditionvar")
    tests = () if variables is None else tuple(each for each in _walk(variables) if each.tag.startswith("var"))
    is_scoring = any(_is_positive(each.text) for each in element.findall("setvar"))
    told = element.find("displayfeedback")
    return Condition(tests, is_scoring, "" if told is None else told.get("linkrefid", ""))


def _walk(element: Element) -> list[Element]:
    """Everything below, but for what is negated."""
    found = []
    for child in element:
        if child.tag != "not":
            found += [child, *_walk(child)]
    return found


def _is_positive(text: str | None) -> bool:
    try:
        return read_number((text or "0").strip()) > 0
    except MalformedAnswer:
        return False


def _read_stem(presentation: Element, report: Report) -> str:
    """The words before the place of the answer, wherever a flow hides them."""
    parts: list[str] = []

    def collect(element: Element) -> None:
        for child in element:
            if child.tag == "material":
                parts.append(_read_text(child, report))
            elif child.tag.startswith("flow"):
                collect(child)

    collect(presentation)
    return "\n\n".join(part for part in parts if part)


def _read_text(element: Element, report: Report) -> str:
    texts = []
    for each in element.iter():
        if each.tag == "matimage":
            report.note("its pictures did not come along.")
        if each.tag != "mattext" or not (each.text or "").strip():
            continue
        text = (each.text or "").strip()
        if "<img" in text and "equation_image" not in text:
            report.note("its pictures did not come along.")
        is_html = each.get("texttype", "text/plain") == "text/html" or markup.has_tags(text)
        texts.append(markup.to_markdown(text) if is_html else text)
    return "\n\n".join(texts)


def _read_points(text: str) -> Decimal:
    try:
        points = Decimal(write_decimal(read_number(text)))
    except MalformedAnswer:
        return Decimal(1)
    return points if 0 <= points <= 1000 else Decimal(1)


def _list_options(response: Element, report: Report) -> dict[str, str]:
    return {each.get("ident", ""): _read_text(each, report) for each in response.iter("response_label")}


def _read_choice(item: Item) -> dict[str, Any]:
    response = item.element.find(".//response_lid")
    if response is None:
        raise FormatError("it has no options.")
    options = _list_options(response, item.report)
    right = {(test.text or "").strip() for each in item.scoring for test in each.tests}
    correct = [place for place, name in enumerate(options) if name in right]
    if not correct:
        raise FormatError("none of its options is right.")
    spec: dict[str, Any] = {"options": list(options.values()), "correct": correct}
    feedback = [item.tell(name) for name in options]
    if any(feedback):
        spec["feedback"] = feedback
    if any(render.get("shuffle", "").lower() == "yes" for render in response.iter("render_choice")):
        spec["shuffle"] = True
    return spec


def _read_truth(item: Item) -> dict[str, Any]:
    spec = _read_choice(item)
    words = [option.casefold() for option in spec["options"]]
    if sorted(words) != ["false", "true"]:
        raise FormatError("a true/false question has two options, True and False.")
    place = spec["correct"][0]
    told = (spec.get("feedback") or ["", ""])[1 - place]
    return {"correct": words[place] == "true"} | ({"feedback": told} if told else {})


def _read_short(item: Item) -> dict[str, Any]:
    tests = [test for each in item.scoring for test in each.tests if (test.text or "").strip()]
    accepted = list(dict.fromkeys((test.text or "").strip() for test in tests))
    if not accepted:
        raise FormatError("none of its answers is right.")
    spec: dict[str, Any] = {"accepted": accepted}
    if any(test.get("case", "").lower() == "yes" for test in tests):
        spec["case"] = True
    feedback = [{"answer": value, "text": told} for value, told in _list_told(item) if value not in accepted]
    return spec | ({"feedback": feedback} if feedback else {})


def _list_told(item: Item) -> list[tuple[str, str]]:
    """Values that are not right but have feedback of their own."""
    return [
        ((each.tests[0].text or "").strip(), item.feedback[each.told])
        for each in item.conditions
        if not each.is_scoring and len(each.tests) == 1 and item.feedback.get(each.told)
    ]


def _read_numeric(item: Item) -> dict[str, Any]:
    tests = [test for each in item.scoring for test in each.tests]
    exact = [_number(test) for test in tests if test.tag == "varequal"]
    low = [_number(test) for test in tests if test.tag in {"vargte", "vargt"}]
    high = [_number(test) for test in tests if test.tag in {"varlte", "varlt"}]
    if not exact and not (low and high):
        raise FormatError("none of its numbers is right.")
    if len(exact) > 1 or len(low) > 1:
        item.report.note("one number is right here, for all points; the first was taken.")
    answer = exact[0] if exact else (low[0] + high[0]) / 2
    size = max(abs(high[0] - answer), abs(answer - low[0])) if low and high else Fraction(0)
    spec: dict[str, Any] = {"answer": write_decimal(answer)}
    if size:
        spec["tolerance"] = {"absolute": write_decimal(size)}
    feedback = [{"answer": value, "text": told} for value, told in _list_told(item)]
    return spec | ({"feedback": feedback} if feedback else {})


def _number(test: Element) -> Fraction:
    try:
        return read_number((test.text or "").strip())
    except MalformedAnswer as error:
        raise FormatError(f"“{(test.text or '').strip()[:40]}” is not a number.") from error


def _read_matching(item: Item) -> dict[str, Any]:
    right = {test.get("respident", ""): (test.text or "").strip() for each in item.scoring for test in each.tests}
    pairs, texts = [], dict[str, str]()
    for response in item.element.iter("response_lid"):
        options = _list_options(response, item.report)
        texts |= options
        material = response.find("material")
        prompt = "" if material is None else _read_text(material, item.report)
        if (match := options.get(right.get(response.get("ident", ""), ""))) is None:
            raise FormatError(f"“{prompt[:40]}” has no match.")
        pairs.append([prompt, match])
    extra = [text for text in dict.fromkeys(texts.values()) if text not in {match for _, match in pairs}]
    return {"pairs": pairs} | ({"extra": extra} if extra else {})


def _read_open(item: Item) -> dict[str, Any]:
    item.report.note("an open question needs a rubric; write one before the quiz is published.")
    return {}


READERS: dict[str, Callable[[Item], dict[str, Any]]] = {
    "single_choice": _read_choice,
    "multiple_choice": _read_choice,
    "true_false": _read_truth,
    "short_text": _read_short,
    "numeric": _read_numeric,
    "matching": _read_matching,
    "open": _read_open,
}
