"""One of our questions as text2qti's plain text. Its number is put in place of a zero sign by who knows it."""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.formats.contract import CannotExpressError, Question, Report
from quizzes.formats.decimals import is_exact, read_spec, write_decimal

INDENT = "    "


def write_question(question: Question, report: Report) -> str:
    """Raises CannotExpressError for a kind that the format does not have."""
    if question.kind not in WRITERS:
        raise CannotExpressError(f"text2qti has no questions of the kind {question.kind.replace('_', ' ')}.")
    lines = [f"Title: {' '.join(question.label.split())}"] if question.label.strip() else []
    lines += [f"Points: {question.points:f}"] if question.points != 1 else []
    lines.append(f"\0  {_hang(question.stem)}")
    lines += [f"... {_hang(question.explanation)}"] if question.explanation.strip() else []
    return "\n".join([*lines, *WRITERS[question.kind](question.spec, report)])


def _hang(text: str) -> str:
    """Lines that go on are indented."""
    first, *rest = text.strip().replace("\r\n", "\n").split("\n")
    return "\n".join([first, *(f"{INDENT}{line}" if line.strip() else "" for line in rest)])


def _write_options(spec: Mapping[str, Any], report: Report, marks: tuple[str, str]) -> list[str]:
    correct = spec["correct"] if isinstance(spec["correct"], list | tuple) else [spec["correct"]]
    feedback = spec.get("feedback") or [""] * len(spec["options"])
    if spec.get("shuffle"):
        report.note("that its options are shuffled is a setting of the quiz there.")
    lines = []
    for place, option in enumerate(spec["options"]):
        mark = marks[0 if place in correct else 1].replace("a", chr(ord("a") + place))
        lines.append(f"{mark} {_hang(option)}")
        lines += [f"... {_hang(feedback[place])}"] if feedback[place].strip() else []
    return lines


def _write_choice(spec: Mapping[str, Any], report: Report) -> list[str]:
    if isinstance(spec["correct"], list | tuple) and len(spec["correct"]) > 1:
        raise CannotExpressError("text2qti has one right option in a choice.")
    if [option.lower() for option in spec["options"]] == ["true", "false"]:
        report.note("a choice of True and False is a true/false question there.")
    return _write_options(spec, report, ("*a)", "a) "))


def _write_select_all(spec: Mapping[str, Any], report: Report) -> list[str]:
    if (scheme := spec.get("credit", "right_minus_wrong")) != "right_minus_wrong":
        report.note(f"its credit ({scheme.replace('_', ' ')}) is the other system's own there.")
    return _write_options(spec, report, ("[*]", "[ ]"))


def _write_truth(spec: Mapping[str, Any], report: Report) -> list[str]:
    if "statements" in spec:
        raise CannotExpressError("text2qti has no lists of statements; write each as a question of its own.")
    told = spec.get("feedback", "")
    feedback = ["", told] if spec["correct"] else [told, ""]
    options = {"options": ["True", "False"], "correct": [0 if spec["correct"] else 1], "feedback": feedback}
    return _write_options(options, report, ("*a)", "a) "))


def _write_short(spec: Mapping[str, Any], report: Report) -> list[str]:
    if spec.get("case"):
        report.note("that upper and lower case matter has no place in this format.")
    if spec.get("feedback"):
        report.note("feedback for wrong answers has no place in this format.")
    return [f"*   {_hang(text)}" for text in spec["accepted"]]


def _write_numeric(spec: Mapping[str, Any], report: Report) -> list[str]:
    relative = spec.get("tolerance", {}).get("relative")
    read, size = read_spec({**spec, "tolerance": None} if relative is not None else spec, report)
    if read.units:
        report.note(f"its unit ({', '.join(name for name, _ in read.units)}) has no place in this format.")
    if read.feedback:
        report.note("feedback for wrong numbers has no place in this format.")
    around = f" +- {write_decimal(size)}" if size else ""
    if relative is not None:
        percent = 100 * read_spec({"answer": relative}, report)[0].answer
        around = f" +- {write_decimal(percent)}%" if is_exact(percent) else f" +- {float(percent):.6g}%"
    return [f"=   {write_decimal(read.answer)}{around}"]


def _write_open(spec: Mapping[str, Any], report: Report) -> list[str]:
    if spec.get("rubric") or spec.get("words"):
        report.note("its rubric and number of words have no place in this format.")
    return ["____"]


WRITERS: dict[str, Callable[[Mapping[str, Any], Report], list[str]]] = {
    "single_choice": _write_choice,
    "multiple_choice": _write_select_all,
    "true_false": _write_truth,
    "short_text": _write_short,
    "numeric": _write_numeric,
    "open": _write_open,
}
