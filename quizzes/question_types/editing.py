"""The author's form of a question type: which inputs it has, and how they hold what a spec says.

A type whose spec people write on the site has a module `quizzes/question_types/<kind>/editing.py` with

    INPUTS: Sequence[Input]
    describe(spec: Mapping[str, Any]) -> Values
    read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]

`describe` also takes a spec that says nothing yet. `read` gives plain data, which `read_spec` then judges; what has no
input, or was not changed, stays as `before` has it, so that a question that is saved as it was shown says the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Values = Mapping[str, Any]
"""By an input's name: a text; a bool for a tick; a tuple of rows, each a tuple of texts, for a table."""

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    label: str
    choices: Choices = ()


@dataclass(frozen=True)
class Input:
    """One input: one line unless it says otherwise; a choice has `choices`, a table `columns`."""

    name: str
    label: str
    help: str = ""
    kind: Literal["line", "text", "code", "choice", "tick", "table"] = "line"
    choices: Choices = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Editing:
    """A type's form as found in its package."""

    inputs: Sequence[Input]
    describe: Callable[[Mapping[str, Any]], Values]
    read: Callable[[Values, Mapping[str, Any]], dict[str, Any]]


TOLERANCE = (
    Input(
        "tolerance",
        "How near is near enough",
        kind="choice",
        choices=(
            ("", "It must be exact"),
            ("absolute", "Within ± this number"),
            ("relative", "Within this part of the right answer, such as 1 %"),
            ("significant", "To this many significant figures"),
        ),
    ),
    Input("size", "This number", help="Such as 0.01, 1 % or 3; empty where it must be exact."),
)
FEEDBACK = Input(
    "feedback",
    "Known wrong answers",
    help="What a student reads who gives one of them.",
    kind="table",
    columns=(Column("Wrong answer"), Column("What to say")),
)


def choose_credit(schemes: Mapping[str, str]) -> Input:
    """The input for how a partly right answer counts."""
    help_text = "Students read this sentence before they answer."
    return Input("credit", "Partial credit", help=help_text, kind="choice", choices=tuple(schemes.items()))


def describe_tolerance(spec: Mapping[str, Any]) -> dict[str, str]:
    kind, size = next(iter((spec.get("tolerance") or {"": ""}).items()))
    return {"tolerance": kind, "size": str(size)}


def read_tolerance(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec's `tolerance`; nothing where an answer must be exact."""
    kind, size = values["tolerance"], values["size"].strip()
    if not kind:
        return {}
    return {"tolerance": {kind: read_number(size, (before.get("tolerance") or {}).get(kind))}}


def describe_feedback(spec: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(each.get("answer", "")), str(each.get("text", ""))) for each in spec.get("feedback") or ())


def read_feedback(values: Values, *, read: Callable[[str], Any] = str.strip) -> dict[str, Any]:
    """The spec's `feedback`, with the wrong answers as `read` has them; nothing where there are none."""
    rows = [{"answer": read(answer), "text": text.strip()} for answer, text in values["feedback"]]
    return {"feedback": rows} if rows else {}


def read_number(text: str, before: object = None) -> Any:
    """A number as a spec holds it: what was there if that is what is written, a plain number, or the text itself."""
    text = text.strip()
    if before is not None and str(before) == text:
        return before
    for plain in (int, float):
        try:
            number = plain(text)
        except ValueError:
            continue
        if str(number) == text:
            return number
    return text


def read_lines(text: str) -> list[str]:
    """What stands on each line, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_choice(values: Values, name: str, before: Mapping[str, Any], *, standard: str) -> dict[str, Any]:
    """A choice that a spec need not hold where it is the standard one."""
    chosen = values[name]
    return {name: chosen} if name in before or (chosen and chosen != standard) else {}


def keep(before: Mapping[str, Any], edited: Sequence[str], written: Mapping[str, Any]) -> dict[str, Any]:
    """`before` with what was `written` in place of all that can be `edited`; a key that says nothing stays away."""
    rest = {key: value for key, value in before.items() if key not in edited}
    said = {key: value for key, value in written.items() if value not in ("", [], {})}
    return {**rest, **said}
