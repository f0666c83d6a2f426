"""What grading found: every check with points and sentence, and the verdict over all. Plain data, no torch."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any

from grader.judge.locations import Locations, read_locations

# Every code of the verdict vocabulary with what it means, for people.
VERDICTS: Mapping[str, str] = {
    "OK": "Right",
    "PARTIAL": "Partly right",
    "WA": "Wrong answer",
    "RTE": "Your code raised an error",
    "CE": "The file could not be loaded",
    "IFE": "Not the interface that is asked",
    "TLE": "Took too long",
    "MLE": "Used too much memory",
    "OLE": "Returned or printed too much",
    "PLE": "Started too many processes",
    "NORES": "The program ended before it answered",
    "BADSUB": "The file was not accepted",
    "POLICY": "A rule of the assignment was broken",
    "SYS": "A failure of ours",
    "NOTRY": "Not attempted",
}


@dataclass(frozen=True)
class Diagnosis:
    """A known mistake that gives exactly the values that were returned."""

    mistake: str
    title: str
    hint: str


@dataclass(frozen=True)
class CheckResult:
    """One check. ``error`` is the largest relative error of its outputs, ``errors`` has each by name."""

    name: str
    title: str
    function: str
    kind: str
    expectation: str
    verdict: str
    points: float
    max_points: float
    message: str
    error: float | None = None
    tolerance: float | None = None
    errors: Mapping[str, float | None] = field(default_factory=dict)
    diagnosis: Diagnosis | None = None
    line: int | None = None
    follow_through: bool = False
    further: tuple[Diagnosis, ...] = ()  # what else is wrong with the same value, if two mistakes meet in it


@dataclass(frozen=True)
class Report:
    """The grade of one file, and all that is needed to replay it. ``checks`` stand in the order students read them.

    Of a wrong one, ``locations`` say where it differs, pair by pair; ``symptoms`` are equal for those who do the same.
    """

    assignment: str
    assignment_hash: str
    score: float
    max_score: float
    verdict: str
    checks: tuple[CheckResult, ...]
    timings_ms: Mapping[str, float]
    versions: Mapping[str, str]
    seed: int
    stdout: str = ""
    message: str = ""
    locations: tuple[Locations, ...] = ()
    symptoms: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data for ``json.dumps``; a number that JSON cannot hold becomes null."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        """The report that ``to_json`` was made from."""
        fields = dict(data)
        fields["checks"] = tuple(_read_check(check) for check in fields["checks"])
        fields["locations"] = tuple(read_locations(each) for each in fields.get("locations", ()))
        fields["symptoms"] = tuple(fields.get("symptoms", ()))
        return cls(**fields)


def total(checks: Sequence[CheckResult]) -> tuple[float, float]:
    """Score and maximum, added up in thousandths so that no rounding creeps in."""
    score = sum(round(check.points * 1000) for check in checks)
    return score / 1000, sum(round(check.max_points * 1000) for check in checks) / 1000


def overall_verdict(checks: Sequence[CheckResult]) -> str:
    """OK for full marks, PARTIAL for some, NOTRY where nothing was attempted, else the first verdict that cost any."""
    score, most = total(checks)
    if score >= most:
        return "OK"
    if score > 0:
        return "PARTIAL"
    failed = [check.verdict for check in checks if check.verdict not in {"OK", "NOTRY"}]
    return failed[0] if failed else "NOTRY"


def _read_check(data: Mapping[str, Any]) -> CheckResult:
    fields = dict(data)
    if fields.get("diagnosis"):
        fields["diagnosis"] = Diagnosis(**fields["diagnosis"])
    fields["further"] = tuple(Diagnosis(**each) for each in fields.get("further", ()))
    return CheckResult(**fields)


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass, none for any other type."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def _plain(value: Any) -> Any:
    """One pass, and nothing copied that cannot change: `dataclasses.asdict` takes ten times as long."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is not float and (names := _names_of(kind)):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
