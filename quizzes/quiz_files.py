"""What a quiz says as a file: `quizzes/<address>.toml`, described in docs/authoring-quizzes.md. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from courseapp.courses.content import ContentError, read_moment, read_toml, require
from courseapp.courses.models import Course
from quizzes.authoring import Terms
from quizzes.questions import STANDARD_POINTS, Wording

KEYS = {"title", "intro", "deck", "questions", "opens", "due", "attempts", "published"}
QUESTION_KEYS = {"name", "found", "label", "stem", "options", "correct", "explanation", "points", "slide", "shuffle"}
LETTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True)
class Ask:
    """One question of the file: one found in the deck, by label or number, or one that is written out."""

    found: str | int | None = None
    name: str = ""
    wording: Wording | None = None  # of a written question
    correct: str = ""  # the letter of the key, given to a found question
    slide: int | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class QuizFile:
    path: Path
    slug: str
    terms: Terms
    deck: str
    asks: tuple[Ask, ...] | None  # None: everything in the deck that can be asked
    published: bool | None  # None: as it is


def read(*, path: Path, course: Course) -> QuizFile:
    """The quiz in the file at `path`; raises ContentError that names the file and what to do."""
    table = read_toml(path)
    _refuse_unknown(table, KEYS, path=path)
    deck, published = table.get("deck", ""), table.get("published")
    _check(path, isinstance(deck, str), '`deck` is the name of a file in decks/, such as "rnn.txt".')
    _check(path, published is None or isinstance(published, bool), "`published` is true or false.")
    asks = _read_asks(table, path=path)
    _check(path, bool(asks or deck), "asks nothing. Name a `deck`, or write [[questions]].")
    return QuizFile(
        path=path,
        slug=path.stem,
        terms=_read_terms(table, path=path, course=course),
        deck=deck,
        asks=asks or None,
        published=published,
    )


def _read_terms(table: Mapping[str, Any], *, path: Path, course: Course) -> Terms:
    attempts = table.get("attempts", 1)
    _check(path, type(attempts) is int and attempts > 0, "`attempts` is a whole number from 1.")
    return Terms(
        title=str(require(table, "title", path=path)),
        intro=str(table.get("intro", "")).strip(),
        opens_at=read_moment(table.get("opens"), course=course, path=path),
        due_at=read_moment(table.get("due"), course=course, path=path),
        attempts_allowed=attempts,
    )


def _read_asks(table: Mapping[str, Any], *, path: Path) -> tuple[Ask, ...]:
    """A label or number stands for a question of the deck; a table says more about one, or writes a new one out."""
    listed = table.get("questions", [])
    _check(
        path,
        isinstance(listed, list) and all(type(each) in {str, int, dict} for each in listed),
        '`questions` is a list of labels and numbers, such as ["Pop Quiz #1", 3], or tables that begin [[questions]].',
    )
    return tuple(
        _read_ask(each, number=number, path=path) if isinstance(each, dict) else Ask(found=each)
        for number, each in enumerate(listed, 1)
    )


def _read_ask(table: Mapping[str, Any], *, number: int, path: Path) -> Ask:
    where = f"question {number}: "
    _refuse_unknown(table, QUESTION_KEYS, path=path, where=where)
    found, slide, correct = table.get("found"), table.get("slide"), table.get("correct", "")
    _check(path, found is None or type(found) in {str, int}, f"{where}`found` is a label or a number.")
    _check(path, slide is None or type(slide) is int, f"{where}`slide` is the number of a slide.")
    _check(
        path, correct == "" or correct in list(LETTERS), f'{where}`correct` is the letter of an option, such as "B".'
    )
    points = _read_points(table.get("points"), path=path, where=where)
    if found is not None:
        _check(path, "stem" not in table, f"{where}has both `found` and `stem`; keep one of them.")
        return Ask(found=found, correct=correct, points=points)
    wording = _read_wording(table, correct=correct, points=points, path=path, where=where)
    return Ask(name=str(table.get("name", number)), wording=wording, slide=slide, points=points)


def _read_wording(table: Mapping[str, Any], *, correct: str, points: Decimal | None, path: Path, where: str) -> Wording:
    options = table.get("options", [])
    _check(
        path,
        isinstance(options, list) and len(options) > 1 and all(isinstance(option, str) for option in options),
        f"{where}`options` is a list of at least two texts.",
    )
    _check(path, not correct or LETTERS.index(correct) < len(options), f"{where}there is no option {correct}.")
    spec: dict[str, Any] = {"options": [option.strip() for option in options]}
    spec["correct"] = [LETTERS.index(correct)] if correct else []
    if table.get("shuffle"):
        spec["shuffle"] = True
    return Wording(
        kind="single_choice",
        stem=str(require(table, "stem", path=path)).strip(),
        spec=spec,
        label=str(table.get("label", "")),
        points=STANDARD_POINTS if points is None else points,
        explanation=str(table.get("explanation", "")).strip(),
    )


def _read_points(value: object, *, path: Path, where: str) -> Decimal | None:
    if value is None:
        return None
    try:
        points = Decimal(str(value))
    except InvalidOperation:
        points = Decimal(-1)
    _check(path, 0 <= points <= 1000 and not isinstance(value, bool), f"{where}`points` is a number from 0 to 1000.")
    return points


def _refuse_unknown(table: Mapping[str, Any], known: set[str], *, path: Path, where: str = "") -> None:
    unknown = sorted(set(table) - known)
    _check(path, not unknown, f"{where}nobody knows `{unknown and unknown[0]}`. Known are: {', '.join(sorted(known))}.")


def _check(path: Path, holds: bool, sentence: str) -> None:
    if not holds:
        raise ContentError(f"{path}: {sentence}")
