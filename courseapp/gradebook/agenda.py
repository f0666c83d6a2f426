"""What is due and what came back, worked out from items and ledger: the answer to settings.COURSE_AGENDA."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.access import Membership
from courseapp.courses.agenda import Agenda, Return, Task
from courseapp.courses.models import Course, Enrolment
from courseapp.gradebook import history
from courseapp.gradebook.models import GradeEntry, GradeItem

RECENT = 6


def read(*, membership: Membership) -> Agenda:
    """A student sees published items and their own points; the staff everything, with how many handed in."""
    if membership.is_staff:
        return _read_for_staff(membership.course)
    return _read_for_student(membership.course, membership.user)


def _read_for_student(course: Course, student: User) -> Agenda:
    now = timezone.now()
    told = history.read_all(course=course, student=student)
    points = {pk: of_item.standing.points for pk, of_item in told.items()}
    items = GradeItem.objects.filter(course=course).published().in_order()
    returns = [
        Return(
            title=of_item.item.title,
            url=of_item.item.url,
            points=event.points,
            max_points=of_item.item.max_points,
            by=event.by,
            reason=event.reason,
            recorded_at=event.recorded_at,
        )
        for of_item in told.values()
        for event in of_item.events
    ]
    returns.sort(key=lambda one: one.recorded_at, reverse=True)
    return Agenda(
        tasks=tuple(_describe(item, now=now, points=points.get(item.pk)) for item in items),
        returns=tuple(returns[:RECENT]),
    )


def _read_for_staff(course: Course) -> Agenda:
    now = timezone.now()
    students = Enrolment.objects.filter(course=course).of_students().values("user")
    handed_in = dict(
        GradeEntry.objects.filter(item__course=course, student__in=students)
        .values_list("item")
        .annotate(Count("student", distinct=True))
        .order_by()
    )
    items = GradeItem.objects.filter(course=course).in_order()
    return Agenda(
        tasks=tuple(_describe(item, now=now, handed_in=handed_in.get(item.pk, 0)) for item in items),
        students=len(students),
    )


def _describe(item: GradeItem, *, now: datetime, points: Decimal | None = None, handed_in: int = 0) -> Task:
    return Task(
        title=item.title,
        url=item.url,
        kind=item.kind,
        max_points=item.max_points,
        points=points,
        opens_at=item.opens_at,
        due_at=item.due_at,
        state=_find_state(item, now=now),
        handed_in=handed_in,
    )


def _find_state(item: GradeItem, *, now: datetime) -> str:
    if item.published_at is None or item.published_at > now:
        return "draft"
    if item.opens_at is not None and item.opens_at > now:
        return "later"
    if item.due_at is not None and item.due_at < now:
        return "closed"
    return "open"
