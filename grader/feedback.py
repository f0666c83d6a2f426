"""A stored report, arranged for the page: checks by function, bars for errors, the lines to mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from grader import verdicts
from grader.models import Report

ATTENDED = {"OK"}  # verdicts that leave nothing to do


@dataclass(frozen=True)
class Bar:
    """A relative error against the largest one that passes."""

    name: str
    error: float
    tolerance: float


@dataclass(frozen=True)
class Hint:
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
    is_open: bool = False

    @property
    def is_right(self) -> bool:
        return self.verdict in ATTENDED


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


def read(report: Report) -> Feedback:
    """Arrange a report. Every text in it is still untrusted: a student's code may have had a hand in it."""
    data = report.data
    source = report.submission.text.split("\n")
    checks = _open_first_wrong(_read_check(entry, source) for entry in data.get("checks", []))
    hints = {check.hint.text: check.hint for check in checks if check.hint}
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


def _open_first_wrong(checks: Iterable[Check]) -> list[Check]:
    listed = list(checks)
    wrong = next((place for place, check in enumerate(listed) if not check.is_right), None)
    if wrong is not None:
        listed[wrong] = replace(listed[wrong], is_open=True)
    return listed


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
        line=line,
        code=source[line - 1].strip() if line and line <= len(source) else "",
    )


def _read_bars(entry: Mapping[str, Any]) -> tuple[Bar, ...]:
    """One bar an output; where the judge names none, one for the check. An error that was not a number is infinite."""
    tolerance = entry.get("tolerance")
    if tolerance is None:
        return ()
    errors = entry.get("errors") or {}
    if not errors and entry.get("error") is not None:
        errors = {entry["name"].rpartition(".")[2]: entry["error"]}
    return tuple(
        Bar(name=name, error=float("nan") if error is None else float(error), tolerance=tolerance)
        for name, error in errors.items()
    )


def _read_hint(diagnosis: Mapping[str, Any] | None) -> Hint | None:
    return Hint(title=diagnosis.get("title", ""), text=diagnosis.get("hint", "")) if diagnosis else None
