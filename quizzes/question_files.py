"""One `[[questions]]` table of a quiz's file, described in docs/authoring-quizzes.md -> what to ask. No database."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from quizzes import question_types
from quizzes.question_types import QuestionType, SpecError
from quizzes.questions import STANDARD_POINTS, Wording

FOUND_KEYS = frozenset({"found", "correct", "points", "pool"})
DRAWN_KEYS = frozenset({"name", "generator", "label", "points", "slide", "pool"})
WRITTEN_KEYS = frozenset({"name", "kind", "label", "stem", "explanation", "points", "slide", "pool"})
STANDARD_KIND = "single_choice"
FILE_NAME = re.compile(r"\w[\w-]{0,60}(?:\.py)?")
LETTERED = {"single_choice", "multiple_choice"}  # their key is written with the letters of the options
LETTERS = "ABCDEFGHIJKLMNOPQRST"
DRAWN = "order"  # what an attempt draws is not for files
CLOZE_STEM = "Fill in the blanks."


class QuestionFileError(ValueError):
    """What is wrong with a table; the message says to its author what to change."""


@dataclass(frozen=True)
class Ask:
    """One question of the file: one found in the deck, by label or number, or one that is written out."""

    found: str | int | None = None
    name: str = ""
    wording: Wording | None = None  # of a written question
    correct: tuple[int, ...] = ()  # the key, from 0, given to a found question
    slide: int | None = None
    points: Decimal | None = None
    generator: str = ""  # a file in generators/, or the name of a built-in one, in place of a wording
    label: str = ""
    pool: str = ""  # the name of the quiz's pool that it stands in


def read(table: Mapping[str, Any], *, number: int) -> Ask:
    """The question that a table describes, the file's `number`th; raises QuestionFileError."""
    return replace(_read(table, number=number), pool=_read_text(table.get("pool", ""), "pool"))


def _read(table: Mapping[str, Any], *, number: int) -> Ask:
    found, points = table.get("found"), _read_points(table.get("points"))
    if found is not None:
        _check(type(found) in {str, int}, "`found` is a label or a number.")
        _check("stem" not in table, "has both `found` and `stem`; keep one of them.")
        _refuse_unknown(table, FOUND_KEYS, "a question found in a deck")
        return Ask(found=found, correct=_read_letters(table.get("correct"), count=len(LETTERS)), points=points)
    slide = table.get("slide")
    _check(slide is None or type(slide) is int, "`slide` is the number of a slide.")
    name = str(table.get("name", number))
    if "generator" in table:
        _refuse_unknown(table, DRAWN_KEYS, "a question that a generator draws")
        generator, label = _read_text(table["generator"], "generator"), _read_text(table.get("label", ""), "label")
        _check(FILE_NAME.fullmatch(generator) is not None, '`generator` is a name such as "rnn_step" or "sizes.py".')
        return Ask(name=name, slide=slide, points=points, generator=generator, label=label)
    wording = _read_wording(table, points=STANDARD_POINTS if points is None else points)
    return Ask(name=name, wording=wording, slide=slide, points=points)


def _read_wording(table: Mapping[str, Any], *, points: Decimal) -> Wording:
    kind = table.get("kind", STANDARD_KIND)
    _check(
        isinstance(kind, str) and kind in question_types.kinds(),
        f"`kind` is one of {', '.join(question_types.kinds())}; this says {kind!r}.",
    )
    known = question_types.get(kind)
    keys = known.keys - {DRAWN}
    _refuse_unknown(table, WRITTEN_KEYS | keys, f"a question of kind {kind}")
    stem = table.get("stem", CLOZE_STEM if kind == "cloze" else None)
    _check(stem is not None, "says nothing of `stem`; add what is asked.")
    return Wording(
        kind=kind,
        stem=_read_text(stem, "stem"),
        spec=_read_spec(table, known, keys),
        label=_read_text(table.get("label", ""), "label"),
        points=points,
        explanation=_read_text(table.get("explanation", ""), "explanation"),
    )


def _read_spec(table: Mapping[str, Any], known: QuestionType, keys: frozenset[str]) -> dict[str, Any]:
    """What the type needs, as JSON can hold it; asked of the type itself whether it can be asked."""
    spec = _tidy({key: table[key] for key in table if key in keys})
    if known.kind in LETTERED:
        options = spec.get("options")
        _check(isinstance(options, list) and len(options) > 1, "`options` is a list of at least two texts.")
        spec["correct"] = list(_read_letters(table.get("correct"), count=len(options)))
    if known.kind == "cloze":
        _read_letters_of_blanks(spec)
    if "shuffle" in spec:
        _check(isinstance(spec["shuffle"], bool), "`shuffle` is true or false.")
        if not spec.pop("shuffle"):
            return _approve(known, spec)
        spec["shuffle"] = True
    return _approve(known, spec)


def _approve(known: QuestionType, spec: dict[str, Any]) -> dict[str, Any]:
    """The spec, if the type can ask it. A choice may wait for its key: the quiz cannot be published until then."""
    waits = known.kind == STANDARD_KIND and not spec["correct"]
    try:
        known.read_spec({**spec, "correct": [0]} if waits else spec)
        json.dumps(spec, allow_nan=False)
    except SpecError as error:
        raise QuestionFileError(str(error)) from error
    except (TypeError, ValueError) as error:
        raise QuestionFileError(
            "holds a date or a number without end. Write texts, numbers, true, false, lists and tables."
        ) from error
    return spec


def _read_letters_of_blanks(spec: dict[str, Any]) -> None:
    """The keys of a cloze's choices are letters too."""
    blanks = spec.get("blanks")
    for name, blank in blanks.items() if isinstance(blanks, dict) else ():
        kind = blank.get("kind") if isinstance(blank, dict) else None
        if not isinstance(kind, str) or kind not in question_types.kinds():
            continue  # the type says what a blank needs
        where = f"blank {name}: "
        _refuse_unknown(blank, question_types.get(kind).keys - {DRAWN, "shuffle"} | {"kind"}, f"a {kind} blank", where)
        if kind == STANDARD_KIND:
            blank["correct"] = list(_read_letters(blank.get("correct"), count=len(blank.get("options", ()))))


def _read_letters(value: object, *, count: int) -> tuple[int, ...]:
    """Indexes from 0 out of "B", or out of ["A", "C"] where several are right; none where nothing is said."""
    letters: list[Any] = [] if value in (None, "") else value if isinstance(value, list) else [value]
    _check(
        all(isinstance(letter, str) and len(letter) == 1 and letter in LETTERS for letter in letters),
        '`correct` is the letter of an option, such as "B", or several, such as ["A", "C"].',
    )
    indexes = tuple(sorted({LETTERS.index(letter) for letter in letters}))
    beyond = [LETTERS[index] for index in indexes if index >= count]
    _check(not beyond, f"there is no option {', '.join(beyond)}.")
    return indexes


def _read_points(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        points = Decimal(str(value))
    except InvalidOperation:
        points = Decimal(-1)
    _check(
        points.is_finite() and 0 <= points <= 1000 and not isinstance(value, bool),
        "`points` is a number from 0 to 1000.",
    )
    return points


def _read_text(value: object, key: str) -> str:
    _check(isinstance(value, str), f"`{key}` is a text, in quotes.")
    return str(value).strip()


def _tidy(value: Any) -> Any:
    """Without the white space around texts, which long strings in TOML bring along."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    return {key: _tidy(each) for key, each in value.items()} if isinstance(value, dict) else value


def _refuse_unknown(table: Mapping[str, Any], known: frozenset[str], what: str, where: str = "") -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        listed = ", ".join(sorted(known))
        raise QuestionFileError(f"{where}nobody knows `{unknown[0]}`. {what[0].upper()}{what[1:]} can have: {listed}.")


def _check(holds: bool, sentence: str) -> None:
    if not holds:
        raise QuestionFileError(sentence)
