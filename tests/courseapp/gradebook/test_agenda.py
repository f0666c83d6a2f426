"""What is due and what came back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.access import Membership, find_membership
from courseapp.courses.models import Course
from courseapp.gradebook import agenda, items, ledger
from courseapp.gradebook.models import GradeItem

pytestmark = pytest.mark.django_db


def member(user: User, course: Course) -> Membership:
    membership = find_membership(user=user, course=course)
    assert membership is not None
    return membership


def make(course: Course, key: str, *, opens: float | None = -5, due: float | None = 5, published: float | None = -5):
    moments = [None if days is None else timezone.now() + timedelta(days=days) for days in (opens, due, published)]
    return items.ensure(
        course=course,
        key=key,
        title=key,
        url=f"/{key}/",
        max_points=Decimal(10),
        opens_at=moments[0],
        due_at=moments[1],
        published_at=moments[2],
    )


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ({}, "open"),
        ({"opens": None, "due": None}, "open"),
        ({"opens": 1}, "later"),
        ({"due": -1}, "closed"),
        ({"published": None}, "draft"),
        ({"published": 1}, "draft"),
    ],
)
def test_every_item_has_a_state(course, assistant, days, state):
    make(course, "quiz:1", **days)
    (task,) = agenda.read(membership=member(assistant, course)).tasks
    assert (task.state, task.kind) == (state, "quiz")


def test_a_student_who_handed_in_is_done_even_after_it_was_due(course, student):
    item = make(course, "quiz:1", due=-1)
    ledger.record(item=item, student=student, points=0, origin="attempt:1")
    (task,) = agenda.read(membership=member(student, course)).tasks
    assert (task.state, task.points, task.is_done) == ("closed", 0, True)


def test_the_soonest_due_stands_first_and_what_is_never_due_last(course, student):
    make(course, "quiz:never", due=None)
    make(course, "quiz:far", due=9)
    make(course, "quiz:near", due=1)
    tasks = agenda.read(membership=member(student, course)).due
    assert [task.title for task in tasks] == ["quiz:near", "quiz:far", "quiz:never"]


def test_what_was_handed_in_comes_last_among_what_is_due_and_then_lies_behind(course, student):
    for key, due in (("quiz:near", 1), ("quiz:far", 5), ("quiz:never", None), ("quiz:past", -1)):
        item = make(course, key, due=due)
        if key != "quiz:far":
            ledger.record(item=item, student=student, points=1, origin=f"attempt:{key}")
    seen = agenda.read(membership=member(student, course))
    assert [task.title for task in seen.due] == ["quiz:far", "quiz:near"]
    assert [task.title for task in seen.behind] == ["quiz:past", "quiz:never"]


def test_what_came_back_is_the_students_own_the_newest_first(course, student, other_student, assistant):
    item, hidden = make(course, "quiz:1"), make(course, "quiz:2", published=None)
    ledger.record(item=item, student=student, points=3, origin="attempt:1")
    ledger.record(item=item, student=other_student, points=9, origin="attempt:2")
    ledger.record(item=hidden, student=student, points=9, origin="attempt:3")
    ledger.override(item=item, student=student, points=Decimal(5), author=assistant, reason="On paper.")
    returns = agenda.read(membership=member(student, course)).returns
    assert [(one.points, one.by, one.reason) for one in returns] == [(5, "Asta Assistant", "On paper."), (3, "", "")]


def test_only_the_latest_returns_are_listed(course, student):
    item: GradeItem = make(course, "quiz:1")
    for number in range(agenda.RECENT + 3):
        ledger.record(item=item, student=student, points=number, origin=f"attempt:{number}")
    assert len(agenda.read(membership=member(student, course)).returns) == agenda.RECENT


def test_the_staff_see_how_many_students_handed_in(course, student, other_student, assistant, instructor):
    item = make(course, "quiz:1")
    for person in (student, assistant):  # an assistant's own try counts for nobody
        for number in range(2):
            ledger.record(item=item, student=person, points=number, origin=f"attempt:{person.pk}:{number}")
    seen = agenda.read(membership=member(instructor, course))
    assert (seen.tasks[0].handed_in, seen.students) == (1, 2)
