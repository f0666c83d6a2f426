"""How one student's points on one item came about."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from courseapp.gradebook import policies
from courseapp.gradebook.models import GradeEntry, GradeItem
from courseapp.gradebook.policies import Standing

Kind = GradeEntry.Kind


@dataclass(frozen=True)
class Event:
    """One entry of the ledger, in words."""

    kind: str
    points: Decimal | None
    by: str  # empty: the machine
    reason: str
    origin: str
    recorded_at: datetime
    counts: bool


@dataclass(frozen=True)
class History:
    """Everything recorded for one student on one item, the newest first, and what counts of it."""

    item: GradeItem
    events: tuple[Event, ...]
    standing: Standing


def read(*, item: GradeItem, student: User) -> History:
    entries = GradeEntry.objects.filter(item=item, student=student).select_related("author").order_by("pk")
    return _tell(item, list(entries))


def read_runs(*, item: GradeItem, student: User, origin: str) -> tuple[Event, ...]:
    """What was recorded of one thing each time it was graded, the newest first."""
    history = read(item=item, student=student)
    return tuple(event for event in history.events if event.origin.partition(policies.RUN)[0] == origin)


def read_all(*, course: Course, student: User) -> dict[int, History]:
    """What the student may see: histories of the items on which something was recorded, by number. Two queries."""
    items = {item.pk: item for item in GradeItem.objects.filter(course=course).showing_results()}
    entries: dict[int, list[GradeEntry]] = {}
    recorded = GradeEntry.objects.filter(item__in=items, student=student).select_related("author").order_by("pk")
    for entry in recorded:
        entries.setdefault(entry.item_id, []).append(entry)
    return {pk: _tell(items[pk], of_one) for pk, of_one in entries.items()}


def _tell(item: GradeItem, entries: list[GradeEntry]) -> History:
    standing = policies.settle(entries=entries, counting=item.counting)
    events = [
        Event(
            kind=entry.get_kind_display(),
            points=entry.points,
            by=str(entry.author) if entry.author else "",
            reason=entry.reason,
            origin=entry.origin if entry.kind == Kind.RESULT else "",
            recorded_at=entry.recorded_at,
            counts=number == standing.decided_by,
        )
        for number, entry in enumerate(entries)
    ]
    return History(item=item, events=tuple(reversed(events)), standing=standing)
