"""An assessmentItem of QTI 2.1 -> one of our questions; its interaction says of which kind."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element, tostring

from quizzes.formats import markup
from quizzes.formats.contract import CannotExpressError, FormatError, Question, Report
from quizzes.formats.decimals import write_decimal
from quizzes.question_types.contract import MalformedAnswer
from quizzes.question_types.numbers import read_number

Read = tuple[str, dict[str, Any]]


def read_item(item: Element, report: Report) -> Question:
    """Raises CannotExpressError for an interaction we lack, FormatError where something is missing."""
    body = item.find("itemBody")
    interactions = [each for each in item.iter() if each.tag.endswith("Interaction")]
    if body is None or not interactions:
        raise CannotExpressError("it is a text without a question.")
    if len(interactions) > 1:
        raise CannotExpressError("it has several places to answer; one is all that is read.")
    name = interactions[0].tag.removesuffix("Interaction")
    if name not in READERS:
        raise CannotExpressError(f"answers by {interactions[0].tag} do not exist here.")
    if any(True for tag in ("img", "object") for _ in item.iter(tag)):
        report.note("its pictures did not come along.")
    kind, spec = READERS[name](item, interactions[0], report)
    stem = _read_stem(body, interactions[0])
    if not stem:
        raise FormatError("nothing is asked.")
    label = (item.get("title") or "").strip()[:200]
    told = [_read_markdown(each, without=("feedbackInline",)) for each in item.findall("modalFeedback")]
    if len(told) > 1:
        report.note("feedback for single outcomes has no place here; all of it became the explanation.")
    return Question(kind, stem, spec, label, _read_points(item), "\n\n".join(text for text in told if text))


def _read_stem(body: Element, interaction: Element) -> str:
    """The words around the place of the answer, then its prompt."""
    prompt = interaction.find("prompt")
    around = _read_markdown(body, without=(interaction.tag,))
    return "\n\n".join(text for text in (around, "" if prompt is None else _read_markdown(prompt)) if text)


def _read_markdown(element: Element, *, without: tuple[str, ...] = ()) -> str:
    copied = deepcopy(element)
    for parent in list(copied.iter()):
        for child in list(parent):
            if child.tag in without:
                parent.remove(child)
    copied.tag, copied.attrib, copied.tail = "div", {}, None
    text = tostring(copied, encoding="unicode", method="html")
    return markup.to_markdown(text)


def _read_points(item: Element) -> Decimal:
    for outcome in item.findall("outcomeDeclaration"):
        if outcome.get("identifier") in {"SCORE", "MAXSCORE"} and (most := outcome.get("normalMaximum")):
            points = Decimal(write_decimal(_number(most)))
            return points if 0 <= points <= 1000 else Decimal(1)
    return Decimal(1)


def _read_right(item: Element) -> list[str]:
    values = item.findall("responseDeclaration/correctResponse/value")
    return [(each.text or "").strip() for each in values]


def _read_choice(item: Element, interaction: Element, report: Report) -> Read:
    choices = interaction.findall("simpleChoice")
    options = [_read_markdown(each, without=("feedbackInline",)) for each in choices]
    right = set(_read_right(item))
    if not right:
        mapped = item.findall("responseDeclaration/mapping/mapEntry")
        right = {each.get("mapKey", "") for each in mapped if _number(each.get("mappedValue", "0")) > 0}
        report.note("how single options count became: right ones earn their share.")
    correct = [place for place, each in enumerate(choices) if each.get("identifier", "") in right]
    if not correct:
        raise FormatError("none of its options is right.")
    found = [each.find("feedbackInline") for each in choices]
    feedback = ["" if each is None else _read_markdown(each) for each in found]
    declared = item.find("responseDeclaration")
    is_multiple = declared is not None and declared.get("cardinality") == "multiple"
    if item.get("label") == "true_false" and options == ["True", "False"]:
        told = feedback[1 - correct[0]]
        return "true_false", {"correct": correct[0] == 0} | ({"feedback": told} if told else {})
    spec: dict[str, Any] = {"options": options, "correct": correct}
    spec |= {"feedback": feedback} if any(feedback) else {}
    spec |= {"shuffle": True} if interaction.get("shuffle") == "true" else {}
    if not is_multiple:
        return "single_choice", spec
    return "multiple_choice", spec | ({"credit": "all_or_nothing"} if _is_all_or_nothing(item) else {})


def _is_all_or_nothing(item: Element) -> bool:
    processing = item.find("responseProcessing")
    return processing is not None and processing.get("template", "").rpartition("/")[2] == "match_correct"


def _read_entry(item: Element, interaction: Element, report: Report) -> Read:
    right = _read_right(item)
    declared = item.find("responseDeclaration")
    if declared is not None and declared.get("baseType") in {"float", "integer"}:
        if not right:
            raise FormatError("its right number is missing.")
        answer = _number(right[0])
        size = _read_tolerance(item, answer, report)
        spec: dict[str, Any] = {"answer": write_decimal(answer)}
        return "numeric", spec | ({"tolerance": {"absolute": write_decimal(size)}} if size else {})
    entries = item.findall("responseDeclaration/mapping/mapEntry")
    best = max((_number(each.get("mappedValue", "0")) for each in entries), default=Fraction(0))
    full = [each for each in entries if _number(each.get("mappedValue", "0")) == best > 0]
    if len(full) < len(entries):
        report.note("answers for part of the points do not exist here; they became wrong ones.")
    accepted = list(dict.fromkeys([*right, *(each.get("mapKey", "").strip() for each in full)]))
    if not accepted:
        raise FormatError("none of its answers is right.")
    case = any(each.get("caseSensitive", "").lower() == "true" for each in full)
    return "short_text", {"accepted": accepted} | ({"case": True} if case else {})


def _read_tolerance(item: Element, answer: Fraction, report: Report) -> Fraction:
    equal = next(item.iter("equal"), None)
    if equal is None or equal.get("toleranceMode", "exact") == "exact":
        return Fraction(0)
    sizes = [_number(size) for size in equal.get("tolerance", "0").split()]
    if len(set(sizes)) > 1:
        report.note("its tolerance became the same on both sides, the larger one.")
    size = max(sizes, default=Fraction(0))
    return size if equal.get("toleranceMode") == "absolute" else abs(answer) * size / 100


def _read_open(item: Element, interaction: Element, report: Report) -> Read:
    report.note("an open question needs a rubric; write one before the quiz is published.")
    return "open", {}


def _read_order(item: Element, interaction: Element, report: Report) -> Read:
    lines = {each.get("identifier", ""): _read_markdown(each) for each in interaction.findall("simpleChoice")}
    right = _read_right(item)
    if sorted(right) != sorted(lines):
        raise FormatError("its right order does not name every line once.")
    credit = {"credit": "all_or_nothing"} if _is_all_or_nothing(item) else {}
    return "ordering", {"options": [lines[name] for name in right]} | credit


def _read_match(item: Element, interaction: Element, report: Report) -> Read:
    groups = interaction.findall("simpleMatchSet")
    if len(groups) != 2:
        raise FormatError("it needs two groups to match.")
    prompts, matches = (
        {each.get("identifier", ""): _read_markdown(each) for each in group.findall("simpleAssociableChoice")}
        for group in groups
    )
    pairs = {pair.split()[0]: pair.split()[1] for pair in _read_right(item) if len(pair.split()) == 2}
    if set(pairs) != set(prompts) or not set(pairs.values()) <= set(matches):
        raise CannotExpressError("each prompt must have exactly one match.")
    extra = [text for name, text in matches.items() if name not in pairs.values()]
    spec: dict[str, Any] = {"pairs": [[prompts[name], matches[pairs[name]]] for name in prompts]}
    spec |= {"extra": extra} if extra else {}
    return "matching", spec | ({"credit": "all_or_nothing"} if _is_all_or_nothing(item) else {})


def _number(text: str) -> Fraction:
    try:
        return read_number(text.strip())
    except MalformedAnswer as error:
        raise FormatError(f"“{text.strip()[:40]}” is not a number.") from error


READERS: dict[str, Callable[[Element, Element, Report], Read]] = {
    "choice": _read_choice,
    "textEntry": _read_entry,
    "extendedText": _read_open,
    "order": _read_order,
    "match": _read_match,
}
