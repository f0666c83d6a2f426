"""The rules under which one student takes a quiz: the quiz's own, and what accommodations make of them.

Of several accommodations the closest to the student speaks for each thing it grants: the student's for this quiz, then
the student's for every quiz, then the section's, likewise. Extra time lengthens a time limit, and moves the quiz's own
end by as much, so that a window as long as the limit does not take it away again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from courseapp.accounts.models import User
from courseapp.courses.models import Enrolment
from courseapp.site.prepared import Query
from quizzes.models import Accommodation, Quiz

PERIODS = {Quiz.LatePer.HOUR: timedelta(hours=1), Quiz.LatePer.DAY: timedelta(days=1)}
WHOLE = Decimal(100)
NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Rules:
    """Moments are absolute, so that no change of the clocks matters; a limit lasts as long as it says."""

    is_published: bool
    attempts_allowed: int
    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: timedelta | None = None
    late_percent: Decimal = Decimal(0)
    late_per: str = Quiz.LatePer.DAY
    is_accommodated: bool = False

    @property
    def ends_at(self) -> datetime | None:
        """When the last answer is taken, late ones included."""
        return self.closes_at or self.due_at

    @property
    def minutes(self) -> int | None:
        """The time limit in whole minutes, at least one."""
        return None if self.time_limit is None else max(1, round(self.time_limit / timedelta(minutes=1)))

    def find_end(self, started_at: datetime) -> datetime | None:
        """When time is up for an attempt that started then; None for never."""
        by_limit = None if self.time_limit is None else started_at + self.time_limit
        return min((end for end in (by_limit, self.ends_at) if end is not None), default=None)

    def measure_lateness(self, handed_in: datetime) -> Decimal:
        """What is taken off, in percent of the points, for what was handed in then. On the due second is in time."""
        if self.due_at is None or handed_in <= self.due_at:
            return Decimal(0)
        period = PERIODS.get(Quiz.LatePer(self.late_per))
        times = 1 if period is None else -((self.due_at - handed_in) // period)
        return min(WHOLE, self.late_percent * times)


def read(*, quiz: Quiz, student: User) -> Rules:
    """The rules for one student, in one query."""
    return settle(quiz=quiz, grants=_grants_of_student.all(course=quiz.course_id, quiz=quiz.pk, student=student.pk))


def read_all(*, quiz: Quiz, students: Iterable[int]) -> Mapping[int, Rules]:
    """The rules for each of these students, by their number, in two queries."""
    grants = list(_list_grants(quiz))
    wanted = list(students)
    enrolled = Enrolment.objects.filter(course=quiz.course_id, user__in=wanted)
    sections = dict(enrolled.values_list("user_id", "section_id"))
    return {
        student: settle(quiz=quiz, grants=[grant for grant in grants if _is_for(grant, student, sections.get(student))])
        for student in wanted
    }


def settle(*, quiz: Quiz, grants: Iterable[Accommodation]) -> Rules:
    """The quiz's rules with what was granted to one student."""
    ordered = sorted(grants, key=lambda grant: (grant.student_id is None, grant.quiz_id is None))
    time_limit = None if quiz.time_limit is None else timedelta(minutes=quiz.time_limit)
    extra = _find_extra_time(time_limit, ordered)
    due_at = _first(ordered, "due_at") or _move(quiz.due_at, extra)
    closes_at = _first(ordered, "closes_at") or _move(quiz.closes_at, extra)
    if closes_at is not None and due_at is not None and closes_at <= due_at:
        closes_at = None
    return Rules(
        is_published=quiz.is_published,
        attempts_allowed=quiz.attempts_allowed + (_first(ordered, "extra_attempts") or 0),
        opens_at=_first(ordered, "opens_at") or quiz.opens_at,
        due_at=due_at,
        closes_at=closes_at,
        time_limit=None if time_limit is None else time_limit + extra,
        late_percent=Decimal(quiz.late_percent),
        late_per=quiz.late_per,
        is_accommodated=bool(ordered),
    )


def find_last_end(quiz: Quiz) -> datetime | None:
    """From when on nobody can answer any more, whatever was granted to whom; None if there is no such moment."""
    if quiz.ends_at is None:
        return None
    return max(settle(quiz=quiz, grants=[grant]).ends_at or quiz.ends_at for grant in [*_list_grants(quiz), NOTHING])


def find_refusal(*, rules: Rules, attempts_made: int, now: datetime) -> str:
    """Why a student who has made so many attempts cannot start one now; empty if they can."""
    if not rules.is_published:
        return "This quiz is not published at the moment. Ask your instructor when it will be."
    if rules.opens_at is not None and now < rules.opens_at:
        return f"The quiz opens on {describe_moment(rules.opens_at)}. Come back then."
    if rules.ends_at is not None and now >= rules.ends_at:
        word = "closed" if rules.closes_at else "was due"
        return f"The quiz {word} on {describe_moment(rules.ends_at)}, so it can no longer be started."
    if attempts_made >= rules.attempts_allowed:
        allowed = "Your one attempt is" if rules.attempts_allowed == 1 else f"All {rules.attempts_allowed} attempts are"
        return f"{allowed} used. You can look at your answers below."
    return ""


def describe_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


NOTHING = Accommodation()
_grants_of_student: Query[Accommodation] = Query(
    lambda course, quiz, student: Accommodation.objects.filter(
        Q(student=student) | Q(section__enrolments__user=student, section__enrolments__course=course, student=None),
        Q(quiz=quiz) | Q(quiz=None),
        course=course,
    )
)


def _list_grants(quiz: Quiz) -> Any:
    return Accommodation.objects.filter(Q(quiz=quiz) | Q(quiz=None), course=quiz.course_id)


def _is_for(grant: Accommodation, student: int, section: int | None) -> bool:
    return grant.student_id == student or (grant.section_id is not None and grant.section_id == section)


def _first(ordered: Sequence[Accommodation], name: str) -> Any:
    return next((value for grant in ordered if (value := getattr(grant, name)) is not None), None)


def _find_extra_time(time_limit: timedelta | None, ordered: Sequence[Accommodation]) -> timedelta:
    """Factor and minutes of the closest accommodation that grants time; none without a time limit."""
    if time_limit is None:
        return NO_TIME
    for grant in ordered:
        if grant.time_factor is not None or grant.extra_minutes is not None:
            longer = time_limit * float(grant.time_factor or 1) - time_limit
            return longer + timedelta(minutes=grant.extra_minutes or 0)
    return NO_TIME


def _move(moment: datetime | None, extra: timedelta) -> datetime | None:
    return None if moment is None else moment + extra
