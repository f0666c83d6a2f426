"""How quizzes stand: for one student, for the whole class. Reads only, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from statistics import fmean

from courseapp.accounts.models import User
from courseapp.courses.access import Membership
from courseapp.courses.models import Enrolment, Section
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Summary:
    """A quiz and one person's attempts at it, oldest first."""

    question_count: int
    max_points: Decimal
    attempts: tuple[Attempt, ...] = ()

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def best(self) -> Attempt | None:
        return find_best(self.attempts)


@dataclass(frozen=True)
class ListedQuiz:
    """A quiz in the list of a course's quizzes, as one member sees it."""

    quiz: Quiz
    best: Decimal | None
    best_of: Decimal | None
    in_progress: bool
    is_open_yet: bool
    is_over: bool


@dataclass(frozen=True)
class StudentResult:
    student: User
    section: Section | None
    best: Attempt | None
    open_attempt: Attempt | None
    attempt_count: int


@dataclass(frozen=True)
class Results:
    rows: tuple[StudentResult, ...]

    @property
    def submitted(self) -> int:
        return sum(row.best is not None for row in self.rows)

    @property
    def mean(self) -> float | None:
        """Of the best attempts; None while there are none."""
        points = [float(row.best.points) for row in self.rows if row.best and row.best.points is not None]
        return round(fmean(points), 2) if points else None


def find_best(attempts: Iterable[Attempt]) -> Attempt | None:
    """The submitted attempt with the most points, the earliest of equals."""
    submitted = [attempt for attempt in attempts if not attempt.is_open]
    return max(submitted, key=lambda attempt: (attempt.points, -attempt.number), default=None)


def summarise(*, quiz: Quiz, student: User) -> Summary:
    points = list(quiz.places.values_list("points", flat=True))
    attempts = tuple(Attempt.objects.filter(quiz=quiz, student=student).order_by("number"))
    return Summary(question_count=len(points), max_points=sum(points, Decimal(0)), attempts=attempts)


def list_quizzes(*, membership: Membership, now: datetime) -> list[ListedQuiz]:
    """The course's quizzes that the member may see, the next due first."""
    quizzes = Quiz.objects.filter(course=membership.course).with_sums().in_order()
    if membership.is_student:
        quizzes = quizzes.published()
    own: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(quiz__course=membership.course, student=membership.user):
        own[attempt.quiz_id].append(attempt)
    return [_list(quiz, own[quiz.pk], now) for quiz in quizzes]


def list_results(*, quiz: Quiz) -> Results:
    """Every student of the course by name, and how far they have come."""
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(quiz=quiz):
        attempts[attempt.student_id].append(attempt)
    enrolments = Enrolment.objects.filter(course=quiz.course).of_students().by_name()
    return Results(
        tuple(
            StudentResult(
                student=enrolment.user,
                section=enrolment.section,
                best=find_best(attempts[enrolment.user_id]),
                open_attempt=next((attempt for attempt in attempts[enrolment.user_id] if attempt.is_open), None),
                attempt_count=len(attempts[enrolment.user_id]),
            )
            for enrolment in enrolments
        )
    )


def _list(quiz: Quiz, attempts: list[Attempt], now: datetime) -> ListedQuiz:
    best = find_best(attempts)
    return ListedQuiz(
        quiz=quiz,
        best=best.points if best else None,
        best_of=best.max_points if best else None,
        in_progress=any(attempt.is_open for attempt in attempts),
        is_open_yet=quiz.has_opened(now),
        is_over=quiz.is_over(now),
    )
