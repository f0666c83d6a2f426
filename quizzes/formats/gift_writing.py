"""A question as GIFT."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from quizzes.formats.contract import CannotExpressError, Question, Report
from quizzes.formats.decimals import read_spec as read_numeric
from quizzes.formats.decimals import write_decimal
from quizzes.formats.gift_text import MARKED, escape


def write_question(question: Question, report: Report) -> str:
    """Raises CannotExpressError for a kind that GIFT does not have."""
    if question.kind not in WRITERS:
        raise CannotExpressError(f"GIFT has no questions of the kind {question.kind.replace('_', ' ')}.")
    if question.points != 1:
        report.note(f"its points ({question.points}) have no place in this format.")
    answers = WRITERS[question.kind](question.spec, report)
    general = f"####{_text(question.explanation)}" if question.explanation.strip() else ""
    body = "\n".join(f"\t{line}" for line in [*answers, *([general] if general else [])])
    title = f"::{escape(question.label)}::" if question.label.strip() else ""
    return (
        f"{title}[markdown]{escape(question.stem)} {{\n{body}\n}}"
        if body
        else f"{title}[markdown]{escape(question.stem)} {{}}"
    )


def _text(text: str) -> str:
    """A text with the mark-up of the question, or its own where it would be taken for a mark."""
    mark = "[markdown]" if MARKED.match(text.strip()) else ""
    return mark + escape(text)


def _answer(sign: str, text: str, feedback: str = "", weight: str = "") -> str:
    if text.strip().startswith("%") and not weight:
        weight = "%100%" if sign == "=" else "%0%"
    return f"{sign}{weight}{_text(text)}{'#' + _text(feedback) if feedback.strip() else ''}"


def _write_choice(spec: Mapping[str, Any], report: Report) -> list[str]:
    options, correct = _read_choice(spec, report)
    feedback = spec.get("feedback") or [""] * len(options)
    return [_answer("=" if i in correct else "~", option, feedback[i]) for i, option in enumerate(options)]


def _write_select_all(spec: Mapping[str, Any], report: Report) -> list[str]:
    options, correct = _read_choice(spec, report)
    if (scheme := spec.get("credit", "right_minus_wrong")) != "right_minus_wrong":
        report.note(f"its credit ({scheme.replace('_', ' ')}) became: a wrong option takes a share away.")
    if len(correct) == 1:
        raise CannotExpressError("GIFT cannot ask for all right options where there is only one.")
    share = f"{Decimal(100) / len(correct):.5f}".rstrip("0").rstrip(".")
    feedback = spec.get("feedback") or [""] * len(options)
    return [
        _answer("~", option, feedback[i], f"%{share}%" if i in correct else f"%-{share}%")
        for i, option in enumerate(options)
    ]


def _read_choice(spec: Mapping[str, Any], report: Report) -> tuple[Sequence[str], set[int]]:
    listed = spec.get("correct")
    correct = {listed} if isinstance(listed, int) else set(listed or ())
    if not correct:
        raise CannotExpressError("it has no key.")
    if spec.get("shuffle"):
        report.note("that its options are shuffled is a setting of the quiz there.")
    return spec["options"], correct


def _write_truth(spec: Mapping[str, Any], report: Report) -> list[str]:
    if "statements" in spec:
        raise CannotExpressError("GIFT has no lists of statements; write each as a question of its own.")
    feedback = f"#{_text(spec['feedback'])}" if spec.get("feedback", "").strip() else ""
    return [f"{'TRUE' if spec['correct'] else 'FALSE'}{feedback}"]


def _write_numeric(spec: Mapping[str, Any], report: Report) -> list[str]:
    read, size = read_numeric(spec, report)
    if read.units:
        report.note(f"its unit ({', '.join(name for name, _ in read.units)}) has no place in this format.")
    around = f":{write_decimal(size)}" if size else ""
    if not read.feedback:
        return [f"#{write_decimal(read.answer)}{around}"]
    known = [f"=%0%{write_decimal(number)}{around}#{_text(text)}" for number, text in read.feedback if text]
    return ["#", f"={write_decimal(read.answer)}{around}", *known]


def _write_short(spec: Mapping[str, Any], report: Report) -> list[str]:
    if spec.get("case"):
        report.note("that upper and lower case matter has no place in this format.")
    known = [each for each in spec.get("feedback", ()) if each.get("text")]
    if len(spec["accepted"]) + len(known) > 1 and all("->" in text for text in spec["accepted"]):
        report.note("“->” would make pairs of its answers, so it became “→”.")
        spec = {**spec, "accepted": [text.replace("->", "→") for text in spec["accepted"]]}
    right = [_answer("=", _typed(text)) for text in spec["accepted"]]
    return [*right, *(_answer("=", _typed(each["answer"]), each["text"], "%0%") for each in known)]


def _typed(text: str) -> str:
    """An asterisk that is meant, which would otherwise stand for any words."""
    return text.replace("*", r"\*")


def _write_pairs(spec: Mapping[str, Any], report: Report) -> list[str]:
    if spec.get("credit", "per_pair") != "per_pair":
        report.note("its credit (all or nothing) became: each pair earns its share.")
    pairs = [*spec["pairs"], *(["", match] for match in spec.get("extra", ()))]
    if any("->" in prompt for prompt, _ in pairs):
        report.note("“->” parts prompts from matches in this format, so in prompts it became “→”.")
    if len(pairs) < 2:
        raise CannotExpressError("GIFT needs two pairs at least.")
    prompts = [prompt.replace("->", "→") for prompt, _ in pairs]
    return [f"{_answer('=', prompt)} -> {_text(match)}" for prompt, (_, match) in zip(prompts, pairs, strict=True)]


def _write_open(spec: Mapping[str, Any], report: Report) -> list[str]:
    if spec.get("rubric") or spec.get("words"):
        report.note("its rubric and number of words have no place in this format.")
    return []


WRITERS: dict[str, Callable[[Mapping[str, Any], Report], list[str]]] = {
    "single_choice": _write_choice,
    "multiple_choice": _write_select_all,
    "true_false": _write_truth,
    "numeric": _write_numeric,
    "short_text": _write_short,
    "matching": _write_pairs,
    "open": _write_open,
}
