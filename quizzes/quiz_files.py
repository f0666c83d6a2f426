"""What a quiz says as a file: `quizzes/<address>.toml`, described in docs/authoring-quizzes.md. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courseapp.courses.content import ContentError, read_moment, read_toml, require
from courseapp.courses.models import Course
from quizzes import question_files, rule_files
from quizzes.question_files import Ask

KEYS = {"title", "intro", "deck", "questions", "pools", "published"} | rule_files.KEYS


@dataclass(frozen=True)
class QuizFile:
    path: Path
    slug: str
    terms: Mapping[str, Any]  # those of authoring.Terms that a file states; the others stay as they are
    deck: str
    asks: tuple[Ask, ...] | None  # None: everything in the deck that can be asked
    pools: Mapping[str, int] | None  # how many questions an attempt draws from each; None: as they are
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
        pools=_read_pools(table.get("pools"), asks, path=path),
        published=published,
    )


def _read_terms(table: Mapping[str, Any], *, path: Path, course: Course) -> dict[str, Any]:
    try:
        rules = rule_files.read(table, read_moment=lambda value: read_moment(value, course=course, path=path))
    except rule_files.RuleFileError as error:
        raise ContentError(f"{path}: {error}") from error
    return {
        "title": str(require(table, "title", path=path)),
        "intro": str(table.get("intro", "")).strip(),
        **rules,
    }


def _read_pools(pools: Any, asks: tuple[Ask, ...], *, path: Path) -> Mapping[str, int] | None:
    """`[pools]` says how many are drawn from each; `pool` in a question's table puts it there."""
    named = {ask.pool for ask in asks if ask.pool}
    if pools is None:
        _check(path, not named, f"has no [pools] that say how many are drawn from {', '.join(sorted(named))}.")
        return None
    _check(
        path,
        isinstance(pools, dict) and all(type(draw) is int and draw > 0 for draw in pools.values()),
        "[pools] gives each pool the number of questions that an attempt draws from it, such as gates = 2.",
    )
    missing = sorted(named ^ set(pools))
    _check(path, not missing, f"[pools] and the `pool` of questions do not agree on {', '.join(missing)}.")
    return dict(pools)


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
    try:
        return question_files.read(table, number=number)
    except question_files.QuestionFileError as error:
        raise ContentError(f"{path}: question {number}: {error}") from error


def _refuse_unknown(table: Mapping[str, Any], known: set[str], *, path: Path) -> None:
    unknown = sorted(set(table) - known)
    _check(path, not unknown, f"nobody knows `{unknown and unknown[0]}`. Known are: {', '.join(sorted(known))}.")


def _check(path: Path, holds: bool, sentence: str) -> None:
    if not holds:
        raise ContentError(f"{path}: {sentence}")
