"""What every check is: planned from the declaration alone, judged from the evidence. Alike for all kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.judge.declaration import Assignment, Function


@dataclass(frozen=True)
class PlannedCheck:
    """A check before anything ran: what students are told beforehand. ``subject`` is a result, a case, or the kind."""

    name: str
    title: str
    function: str
    kind: str
    subject: str
    expectation: str
    max_points: float


@dataclass(frozen=True)
class Finding:
    """What a check found. ``share`` of its points is earned; ``wrong`` are the (case, result) to find a mistake for."""

    verdict: str
    message: str
    share: float = 0.0
    error: float | None = None
    tolerance: float | None = None
    errors: Mapping[str, float | None] = field(default_factory=dict)
    line: int | None = None
    follow_through: bool = False
    wrong: tuple[tuple[str, str], ...] = ()


def plan(
    assignment: Assignment, function: Function, *, kind: str, subject: str, title: str, expectation: str
) -> PlannedCheck:
    name = f"{function.name}.{subject}"
    return PlannedCheck(name, title, function.name, kind, subject, expectation, assignment.points[name] / 1000)


def largest(errors: Mapping[str, float | None]) -> float | None:
    return max((error for error in errors.values() if error is not None), default=None)
