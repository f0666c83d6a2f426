"""The ledger: the only writer of GradeEntry. Entries are added, never changed; the truth is worked out on reading."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from courseapp.accounts.models import User
from courseapp.courses.points import write_points
from courseapp.gradebook.models import GradeEntry, GradeItem
from courseapp.gradebook.policies import RUN

SMALLEST_POINT = Decimal("0.001")


class LedgerError(Exception):
    """An entry that must not be made; the message says why, to a person."""


def record(*, item: GradeItem, student: User, points: Decimal | float | int, origin: str) -> GradeEntry:
    """Record the result that `origin` gave. Recording the same origin again gives the entry already made.

    Points are rounded to a thousandth and must lie between 0 and the item's maximum; raises LedgerError otherwise.
    """
    exact = _check_points(item=item, points=points)
    try:
        with transaction.atomic():
            return GradeEntry.objects.create(item=item, student=student, points=exact, origin=origin)
    except IntegrityError:
        entry = GradeEntry.objects.filter(origin=origin).first()
        if entry is None:
            raise  # not a repetition, but something the database refuses
        if (entry.item_id, entry.student_id, entry.points) != (item.pk, student.pk, exact):
            raise LedgerError(f"{origin} is already recorded with other points.") from None
        return entry


@dataclass(frozen=True)
class Regrade:
    """What something that was graded before earns now; `origin` ends with the number of the run, "/run:3"."""

    student_id: int
    points: Decimal
    origin: str


def record_regrades(*, item: GradeItem, regrades: Sequence[Regrade], author: User, reason: str) -> None:
    """Record what a person's decision made of results that stand already: all of them, or none (LedgerError)."""
    why = _check_reason(reason)
    GradeEntry.objects.bulk_create(
        GradeEntry(
            item=item,
            student_id=regrade.student_id,
            points=_check_points(item=item, points=regrade.points),
            origin=regrade.origin,
            author=author,
            reason=why,
        )
        for regrade in regrades
    )


def count_runs(*, item: GradeItem, prefix: str) -> dict[str, int]:
    """How often each thing whose name begins so was graded, by name."""
    origins = GradeEntry.objects.filter(item=item, origin__startswith=prefix).values_list("origin", flat=True)
    return Counter(origin.partition(RUN)[0] for origin in origins)


def override(*, item: GradeItem, student: User, points: Decimal, author: User, reason: str) -> GradeEntry:
    """Set a student's points by hand. Stands above every result until it is withdrawn."""
    return GradeEntry.objects.create(
        item=item,
        student=student,
        kind=GradeEntry.Kind.OVERRIDE,
        points=_check_points(item=item, points=points),
        author=author,
        reason=_check_reason(reason),
        origin=f"override:{uuid.uuid4()}",
    )


def withdraw_override(*, item: GradeItem, student: User, author: User, reason: str) -> GradeEntry:
    """Let the results count again."""
    return GradeEntry.objects.create(
        item=item,
        student=student,
        kind=GradeEntry.Kind.WITHDRAWAL,
        author=author,
        reason=_check_reason(reason),
        origin=f"withdrawal:{uuid.uuid4()}",
    )


def _check_points(*, item: GradeItem, points: Decimal | float | int) -> Decimal:
    exact = Decimal(str(points))
    if not exact.is_finite() or not 0 <= exact <= item.max_points:
        raise LedgerError(
            f"{points} points cannot be given: “{item.title}” takes 0 to {write_points(item.max_points)}."
        )
    return exact.quantize(SMALLEST_POINT)


def _check_reason(reason: str) -> str:
    if not reason.strip():
        raise LedgerError("Say why: the student and your colleagues will read it.")
    return reason.strip()
