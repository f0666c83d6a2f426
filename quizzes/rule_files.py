"""The rules that a quiz's file states -> terms of the quiz. What it does not state stays as it is. No database."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices

from quizzes.models import Quiz
from quizzes.models.quizzes import MOST_ATTEMPTS

KEYS = frozenset(
    {
        *("opens", "due", "closes", "late", "time_limit", "attempts", "counting", "layout", "shuffle"),
        *("access_code", "feedback", "show"),
    }
)
SHOWN = ("score", "key", "explanation")
SHUFFLED = ("questions", "options")
LONGEST_LIMIT = 20_000  # minutes
LONGEST_CODE = 40

ReadMoment = Callable[[object], datetime | None]


class RuleFileError(ValueError):
    """What is wrong with a rule; the message says to its author what to change."""


def read(table: Mapping[str, Any], *, read_moment: ReadMoment) -> dict[str, Any]:
    """Those of authoring.Terms that the table states; raises RuleFileError."""
    return {
        "opens_at": read_moment(table.get("opens")),
        "due_at": read_moment(table.get("due")),
        "attempts_allowed": _read_count(table.get("attempts", 1), key="attempts", most=MOST_ATTEMPTS),
        **_read_plain(table, read_moment),
        **_read_late(table.get("late")),
        **_read_shuffle(table.get("shuffle")),
        **_read_shown(table.get("show"), read_moment),
    }


def _read_plain(table: Mapping[str, Any], read_moment: ReadMoment) -> dict[str, Any]:
    """The keys that are one term each."""
    terms: dict[str, Any] = {}
    choices: dict[str, type[TextChoices]] = {
        "counting": Quiz.Counting,
        "layout": Quiz.Layout,
        "feedback": Quiz.Feedback,
    }
    for key in choices.keys() & table.keys():
        terms[key] = _read_choice(table[key], key=key, of=choices[key])
    if "closes" in table:
        terms["closes_at"] = read_moment(table["closes"])
    if "time_limit" in table:
        terms["time_limit"] = _read_count(table["time_limit"], key="time_limit", most=LONGEST_LIMIT) or None
    if "access_code" in table:
        code = table["access_code"]
        _check(isinstance(code, str) and len(code) <= LONGEST_CODE, f"`access_code` is a text of up to {LONGEST_CODE}.")
        terms["access_code"] = code.strip()
    return terms


def _read_late(late: Any) -> dict[str, Any]:
    if late is None:
        return {}
    _check(
        isinstance(late, dict) and set(late) <= {"percent", "per"} and "percent" in late,
        '`late` says what is taken off, such as { percent = 10, per = "day" }.',
    )
    try:
        percent = Decimal(str(late["percent"]))
        _check(0 <= percent <= 100 and percent == round(percent, 2), "`percent` is a number from 0 to 100.")
    except InvalidOperation as error:
        raise RuleFileError("`percent` is a number from 0 to 100.") from error
    return {
        "late_percent": percent,
        "late_per": _read_choice(late.get("per", Quiz.LatePer.DAY), key="per", of=Quiz.LatePer),
    }


def _read_shuffle(shuffle: Any) -> dict[str, bool]:
    if shuffle is None:
        return {}
    _check(
        isinstance(shuffle, list) and all(each in SHUFFLED for each in shuffle),
        '`shuffle` is a list of what has another order in each attempt: "questions", "options", both or neither.',
    )
    return {f"shuffle_{what}": what in shuffle for what in SHUFFLED}


def _read_shown(show: Any, read_moment: ReadMoment) -> dict[str, Any]:
    """When the score, the key and the explanations are shown: a word, or a date."""
    if show is None:
        return {}
    _check(
        isinstance(show, dict) and set(show) <= set(SHOWN),
        '`show` says when what is shown, such as { score = "now", key = "due", explanation = 2026-12-01 }.',
    )
    terms: dict[str, Any] = {}
    for what, when in show.items():
        is_date = isinstance(when, date) or (isinstance(when, str) and when.startswith("+"))
        terms[f"{what}_date"] = read_moment(when) if is_date else None
        terms[f"{what}_shown"] = (
            Quiz.Shown.DATE.value if is_date else _read_choice(when, key=what, of=Quiz.Shown, without=Quiz.Shown.DATE)
        )
    return terms


def _read_choice(value: Any, *, key: str, of: type[TextChoices], without: str = "") -> str:
    known = [choice for choice in of.values if choice != without]
    _check(value in known, f"`{key}` is one of {', '.join(known)}; this says {value!r}.")
    return str(value)


def _read_count(value: Any, *, key: str, most: int) -> int:
    """A whole number; 0 stands for no limit where there can be none."""
    least = 1 if key == "attempts" else 0
    _check(type(value) is int and least <= value <= most, f"`{key}` is a whole number from {least} to {most}.")
    return int(value)


def _check(holds: bool, sentence: str) -> None:
    if not holds:
        raise RuleFileError(sentence)
