"""A stored report, arranged for the page: checks by function, bars for errors, the lines to mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from grader import verdicts
from grader.models import Report

COMPARED = {"WA", "PARTIAL"}  # every such check has a message of its own
NOTHING_RAN = {"CE", "TLE", "MLE", "OLE", "PLE", "NORES", "BADSUB", "POLICY"}


@dataclass(frozen=True)
class Bar:
    """A relative error against the largest one that passes."""

    name: str
    error: float
    tolerance: float


@dataclass(frozen=True)
class Hint:
    mistake: str
    title: str
    text: str


@dataclass(frozen=True)
class Check:
    title: str
    function: str
    verdict: str
    word: str
    points: float
    max_points: float
    expectation: str
    message: str
    bars: tuple[Bar, ...]
    hint: Hint | None
    line: int | None
    code: str
    further: tuple[Hint, ...] = ()  # what else is wrong with the same value
    note: str = ""
    is_open: bool = False

    @property
    def is_right(self) -> bool:
        return self.verdict == "OK"


@dataclass(frozen=True)
class Group:
    """The checks of one function."""

    function: str
    checks: tuple[Check, ...]

    @property
    def points(self) -> float:
        return round(sum(check.points for check in self.checks), 3)

    @property
    def max_points(self) -> float:
        return round(sum(check.max_points for check in self.checks), 3)

    @property
    def right(self) -> int:
        return sum(check.is_right for check in self.checks)


@dataclass(frozen=True)
class Feedback:
    """Everything the page of a verdict shows."""

    verdict: str
    word: str
    sentence: str
    message: str
    groups: tuple[Group, ...]
    hints: tuple[Hint, ...]
    marked: tuple[int, ...]
    stdout: str
    seconds: float | None

    @property
    def is_uniform(self) -> bool:
        """Nothing could be checked, and every check says so alike."""
        messages = {check.message for group in self.groups for check in group.checks}
        return self.verdict in NOTHING_RAN and len(messages) == 1


def read(report: Report) -> Feedback:
    """Arrange a report. Every text in it is still untrusted: a student's code may have had a hand in it."""
    data = report.data
    source = report.submission.text.split("\n")
    checks = _arrange(_read_check(entry, source) for entry in data.get("checks", []))
    hints = {hint.mistake: hint for check in checks if check.hint for hint in (check.hint, *check.further)}
    meaning = verdicts.explain(report.verdict)
    total = report.timings_ms.get("total")
    return Feedback(
        verdict=report.verdict,
        word=meaning.word,
        sentence=meaning.sentence,
        message=str(data.get("message", "")),
        groups=tuple(
            Group(function=function, checks=tuple(group))
            for function, group in groupby(checks, key=lambda check: check.function)
        ),
        hints=tuple(hints.values()),
        marked=tuple(sorted({check.line for check in checks if check.line})),
        stdout=str(data.get("stdout", "")),
        seconds=float(total) / 1000 if total is not None else None,
    )


def _arrange(checks: Iterable[Check]) -> list[Check]:
    """Open the first check that is wrong, and say what kept a function from running beside its first check only."""
    arranged: list[Check] = []
    said: set[tuple[str, str, int | None]] = set()
    for check in checks:
        trouble = (check.function, check.verdict, check.line)
        is_news = not check.is_right and (check.verdict in COMPARED or trouble not in said)
        said.add(trouble)
        is_open = is_news and all(earlier.is_right for earlier in arranged)
        arranged.append(replace(check, note=check.message if is_news else "", is_open=is_open))
    return arranged


def _read_check(entry: Mapping[str, Any], source: list[str]) -> Check:
    line = entry.get("line")
    return Check(
        title=entry.get("title") or entry["name"],
        function=entry.get("function") or "",
        verdict=entry["verdict"],
        word=verdicts.explain(entry["verdict"]).word,
        points=entry["points"],
        max_points=entry["max_points"],
        expectation=entry.get("expectation") or "",
        message=entry.get("message") or "",
        bars=_read_bars(entry),
        hint=_read_hint(entry.get("diagnosis")),
        further=tuple(hint for each in entry.get("further", ()) if (hint := _read_hint(each))),
        line=line,
        code=source[line - 1].strip() if line and line <= len(source) else "",
    )


def _read_bars(entry: Mapping[str, Any]) -> tuple[Bar, ...]:
    """One bar an output. Without an error (the wrong shape, not a number) there is no bar: the message says why."""
    tolerance = entry.get("tolerance")
    errors = entry.get("errors") or {}
    if tolerance is None:
        return ()
    return tuple(Bar(name, float(error), tolerance) for name, error in errors.items() if error is not None)


def _read_hint(diagnosis: Mapping[str, Any] | None) -> Hint | None:
    return Hint(diagnosis["mistake"], diagnosis["title"], diagnosis["hint"]) if diagnosis else None
