"""Accommodations: granted to a student or a section, and taken back. The only writer of accommodations."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Section
from quizzes import attempts, authoring
from quizzes.models import Accommodation, Quiz


class AccommodationError(Exception):
    """Something that cannot be granted; the message says why and what to do."""


@dataclass(frozen=True)
class Grant:
    """What is granted; None grants nothing. Dates are for one quiz only."""

    time_factor: Decimal | None = None
    extra_minutes: int | None = None
    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    extra_attempts: int | None = None
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        return all(value is None for name, value in vars(self).items() if name != "reason")


@transaction.atomic
def give(
    *, course: Course, quiz: Quiz | None, whom: User | Section, grant: Grant, author: User | None = None
) -> Accommodation:
    """Grant it, in place of what was granted before; attempts that are under way end accordingly."""
    if grant.is_empty:
        raise AccommodationError("Say what is granted: more time, another date, or another attempt.")
    if quiz is None and any((grant.opens_at, grant.due_at, grant.closes_at)):
        raise AccommodationError("Dates belong to one quiz. Choose the quiz, or leave the dates empty.")
    if grant.opens_at and grant.due_at and grant.opens_at >= grant.due_at:
        raise AccommodationError("It would be due before it opens. Choose a later moment.")
    student, section = (whom, None) if isinstance(whom, User) else (None, whom)
    quizzes = _lock(course=course, quiz=quiz)
    given, _ = Accommodation.objects.update_or_create(
        course=course, quiz=quiz, student=student, section=section, defaults={**vars(grant), "author": author}
    )
    for each in quizzes:
        _apply(each)
    return given


@transaction.atomic
def take_back(*, accommodation: Accommodation) -> None:
    quizzes = _lock(course=accommodation.course, quiz=accommodation.quiz)
    accommodation.delete()
    for each in quizzes:
        _apply(each)


def _lock(*, course: Course, quiz: Quiz | None) -> list[Quiz]:
    """The quizzes it is about, so that nobody starts one meanwhile."""
    concerned = Quiz.objects.filter(course=course) if quiz is None else Quiz.objects.filter(pk=quiz.pk)
    return list(concerned.select_for_update(of=("self",)).select_related("course").order_by("pk"))


def _apply(quiz: Quiz) -> None:
    attempts.reschedule(quiz=quiz)
    authoring.sync_grade_item(quiz)
