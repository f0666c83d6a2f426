"""A text and what belongs into its blanks, as their author writes them on the site."""

from collections.abc import Mapping
from typing import Any

from quizzes.question_types import editing
from quizzes.question_types.cloze import SCHEMES
from quizzes.question_types.editing import Column, Input, Values

KINDS = (("short_text", "A word"), ("numeric", "A number"), ("single_choice", "A choice"))
INPUTS = (
    Input(
        "text",
        "Text",
        help="With `[[name]]` where a blank is, such as: an LSTM has `[[gates]]` gates. Markdown.",
        kind="text",
    ),
    Input(
        "blanks",
        "Blanks",
        help="Beside the right answer: other accepted words, the options of a choice that are wrong (with `;` between "
        "them), or how far a number may be off.",
        kind="table",
        columns=(Column("Name"), Column("What it is", choices=KINDS), Column("Right answer"), Column("Beside it")),
    ),
    editing.choose_credit(SCHEMES),
)


def describe(spec: Mapping[str, Any]) -> Values:
    """What the inputs hold for this spec."""
    return {
        "text": spec.get("text", ""),
        "blanks": tuple(_describe_blank(name, blank) for name, blank in (spec.get("blanks") or {}).items()),
        "credit": spec.get("credit", next(iter(SCHEMES))),
    }


def read(values: Values, before: Mapping[str, Any]) -> dict[str, Any]:
    """The spec that the inputs say. A blank that is as it was shown keeps what the table cannot say of it."""
    known = before.get("blanks") or {}
    blanks = {}
    for row in values["blanks"]:
        name = row[0].strip()
        is_known = name in known and tuple(cell.strip() for cell in row) == _describe_blank(name, known[name])
        blanks[name] = known[name] if is_known else _read_blank(*row[1:])
    written = {
        "text": values["text"].strip(),
        "blanks": blanks,
        **editing.read_choice(values, "credit", before, standard=next(iter(SCHEMES))),
    }
    return editing.keep(before, ("text", "blanks", "credit"), written)


def _describe_blank(name: str, blank: Mapping[str, Any]) -> tuple[str, str, str, str]:
    kind = str(blank.get("kind", ""))
    if kind == "single_choice":
        options, key = list(blank.get("options", ())), blank.get("correct", ())
        correct = set(key) if isinstance(key, list | tuple) else {key}
        right = [text for place, text in enumerate(options) if place in correct]
        wrong = [text for place, text in enumerate(options) if place not in correct]
        return name, kind, "; ".join(right), "; ".join(wrong)
    if kind == "numeric":
        size = next(iter((blank.get("tolerance") or {}).values()), "")
        return name, kind, str(blank.get("answer", "")), str(size)
    accepted = [str(text) for text in blank.get("accepted", ())]
    return name, kind, "".join(accepted[:1]), "; ".join(accepted[1:])


def _read_blank(kind: str, right: str, beside: str) -> dict[str, Any]:
    others = [text.strip() for text in beside.split(";") if text.strip()]
    if kind == "single_choice":
        options = sorted([right.strip(), *others], key=str.casefold)  # their order must not tell the right one
        return {"kind": kind, "options": options, "correct": [options.index(right.strip())]}
    if kind == "numeric":
        number = {"kind": kind, "answer": editing.read_number(right)}
        return {**number, "tolerance": {"absolute": editing.read_number(beside)}} if beside.strip() else number
    return {"kind": kind, "accepted": [right.strip(), *others]}
