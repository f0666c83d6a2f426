"""From what was recorded to what counts. Pure: the same entries always give the same points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from courseapp.gradebook.models import GradeEntry, GradeItem

Kind = GradeEntry.Kind
Counting = GradeItem.Counting
SMALLEST_POINT = Decimal("0.001")
RUN = "/run:"  # in an entry's origin: what was graded, and which time it was


class Recorded(Protocol):
    """What of an entry decides; entries come in the order in which they were recorded."""

    @property
    def kind(self) -> str: ...
    @property
    def points(self) -> Decimal | None: ...
    @property
    def origin(self) -> str: ...


@dataclass(frozen=True)
class Standing:
    """What counts for one student on one item. No points: nothing was recorded that counts."""

    points: Decimal | None = None
    decided_by: int | None = None  # which entry, counted from 0; None where all do
    is_override: bool = False


def settle(*, entries: Sequence[Recorded], counting: str) -> Standing:
    """The newest override that was not withdrawn; else the best, the last or the average result, as `counting` says.

    A withdrawal takes back every override before it. Of equally good results the first counts. What was graded again
    counts as it came out the last time, in the place it had when it was graded first.
    """
    by_hand = [number for number, entry in enumerate(entries) if entry.kind != Kind.RESULT]
    if by_hand and entries[by_hand[-1]].kind == Kind.OVERRIDE:
        return Standing(points=entries[by_hand[-1]].points, decided_by=by_hand[-1], is_override=True)
    scored = _list_results(entries)
    if not scored:
        return Standing()
    place, points = choose(points=[points for _, points in scored], counting=counting)
    return Standing(points=points, decided_by=None if place is None else scored[place][0])


def choose(*, points: Sequence[Decimal], counting: str) -> tuple[int | None, Decimal]:
    """Which of some results counts, and what: the best (the first of equals), the last, or the mean, where all do."""
    if counting == Counting.AVERAGE:
        return None, (sum(points, Decimal(0)) / len(points)).quantize(SMALLEST_POINT)
    place = len(points) - 1 if counting == Counting.LAST else points.index(max(points))
    return place, points[place]


def _list_results(entries: Sequence[Recorded]) -> list[tuple[int, Decimal]]:
    """The newest run of each thing that was graded: `submission:42/run:2` takes the place of `submission:42/run:1`."""
    newest: dict[str, tuple[int, Decimal]] = {}
    for number, entry in enumerate(entries):
        if entry.kind == Kind.RESULT and entry.points is not None:
            newest[entry.origin.partition(RUN)[0]] = (number, entry.points)
    return list(newest.values())


def add_up(points: Iterable[Decimal | None]) -> Decimal:
    """A sum in which what was not handed in counts nothing."""
    return sum((value for value in points if value is not None), Decimal(0))
