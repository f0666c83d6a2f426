"""Assignments given to a course: the only writer of Assignment, and of its column in the gradebook."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from courseapp.courses.content import Change, store
from courseapp.courses.models import Course
from courseapp.gradebook import items
from courseapp.gradebook.models import GradeItem
from grader.judge import HintSteps, load_assignment
from grader.models import Assignment


def ensure(
    *,
    course: Course,
    slug: str,
    source: str,
    title: str = "",
    opens_at: datetime | None = None,
    due_at: datetime | None = None,
    published_at: datetime | None = None,
    publish_at: datetime | None = None,
    attempts: int | None = None,
    cooldown_s: int = 0,
    hourly_limit: int = 60,
    hints: HintSteps | None = None,
) -> tuple[Assignment, Change]:
    """The assignment called `slug` in `course`, made or brought up to date. Raises AssignmentError for a bad source.

    The column in the gradebook takes as many points as the assignment's checks give. Without `hints` what is set stays.
    """
    declared = load_assignment(source)
    dates: dict[str, Any] = {"opens_at": opens_at, "due_at": due_at, "published_at": published_at}
    title = title or declared.title
    own = {"source": source, "title": title, "publish_at": publish_at, **(_name_hints(hints) if hints else {})}
    own |= {"attempts": attempts, "cooldown_s": cooldown_s, "hourly_limit": hourly_limit}
    key = f"assignment:{slug}"
    with transaction.atomic():
        before = GradeItem.objects.filter(course=course, key=key).first()
        url = reverse("grader:assignment", args=[course.slug, slug])
        points = Decimal(str(declared.max_score))
        item = items.ensure(course=course, key=key, title=title, url=url, max_points=points, **dates)
        assignment, change = store(
            Assignment.objects.all(),
            kind="assignment",
            name=slug,
            lookup={"course": course, "slug": slug},
            fields={**own, **dates, "item": item},
        )
    if change.action == "unchanged" and before is not None and before.max_points != points:
        change = Change(action="updated", kind="assignment", name=slug, fields=("max_points",))
    return assignment, change


def set_published(*, assignment: Assignment, published_at: datetime | None, publish_at: datetime | None) -> None:
    """When students see it, and its column in the gradebook; `publish_at`: when they are to, once its audit is over."""
    with transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(published_at=published_at, publish_at=publish_at)
        items.set_published(item=assignment.item, published_at=published_at)


def set_hints(*, assignment: Assignment, hints: HintSteps | None) -> None:
    """From which attempt on each hint is shown; None: as the assignment's folder says."""
    fields = _name_hints(hints) if hints else dict.fromkeys(_name_hints(HintSteps()))
    Assignment.objects.filter(pk=assignment.pk).update(**fields)


def _name_hints(hints: HintSteps) -> dict[str, int | None]:
    return {"hint_where": hints.where, "hint_what": hints.what, "hint_how": hints.how}
