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
from courseapp.gradebook import policies
from quizzes import drawing, reading, release
from quizzes.models import Attempt, Quiz
from quizzes.release import Release


@dataclass(frozen=True)
class Summary:
    """A quiz and one person's attempts at it, oldest first."""

    question_count: int
    max_points: Decimal
    release: Release
    attempts: tuple[Attempt, ...] = ()

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def counting(self) -> Attempt | None:
        """The attempt that counts; None where all of them do, or none is submitted."""
        counted = count(self.attempts)
        return counted.attempt if counted else None


@dataclass(frozen=True)
class Counted:
    """What a student's submitted attempts come to, as the quiz counts them."""

    points: Decimal
    max_points: Decimal
    attempt: Attempt | None  # which of them counts; None where all do
    latest: Attempt

    @property
    def shown(self) -> Attempt:
        """The answers to look at first."""
        return self.attempt or self.latest


@dataclass(frozen=True)
class ListedQuiz:
    """A quiz in the list of a course's quizzes, as one member sees it."""

    quiz: Quiz
    question_count: int
    max_points: Decimal
    is_submitted: bool
    counted: Counted | None  # where its score is shown
    in_progress: bool
    is_open_yet: bool
    is_over: bool


@dataclass(frozen=True)
class StudentResult:
    student: User
    section: Section | None
    counted: Counted | None
    open_attempt: Attempt | None
    attempt_count: int


@dataclass(frozen=True)
class Results:
    rows: tuple[StudentResult, ...]

    @property
    def submitted(self) -> int:
        return sum(row.counted is not None for row in self.rows)

    @property
    def mean(self) -> float | None:
        """Of what counts; None while nothing does."""
        points = [float(row.counted.points) for row in self.rows if row.counted]
        return round(fmean(points), 2) if points else None


def count(attempts: Iterable[Attempt]) -> Counted | None:
    """What counts of the submitted attempts, as their quiz says; None while there is none."""
    submitted = sorted((each for each in attempts if not each.is_open), key=lambda each: each.number)
    if not submitted:
        return None
    every = [each.points or Decimal(0) for each in submitted]
    place, points = policies.choose(points=every, counting=submitted[0].quiz.counting)
    latest = submitted[-1]
    attempt = None if place is None else submitted[place]
    return Counted(points, (attempt or latest).max_points, attempt, latest)


def summarise(*, quiz: Quiz, student: User) -> Summary:
    places = drawing.list_standing(reading.read_places(quiz))
    attempts = tuple(reading.read_attempts(quiz, student))
    for attempt in attempts:
        attempt.quiz = quiz
    return Summary(
        question_count=len(places),
        max_points=sum((place.points for place in places), Decimal(0)),
        release=release.decide(quiz=quiz),
        attempts=attempts,
    )


def list_quizzes(*, membership: Membership, now: datetime) -> list[ListedQuiz]:
    """The course's quizzes that the member may see, the next due first."""
    quizzes = (
        Quiz.objects.filter(course=membership.course)
        .select_related("grade_item")
        .prefetch_related("places__pool")
        .in_order()
    )
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
        attempt.quiz = quiz
        attempts[attempt.student_id].append(attempt)
    enrolments = Enrolment.objects.filter(course=quiz.course).of_students().by_name()
    return Results(
        tuple(
            StudentResult(
                student=enrolment.user,
                section=enrolment.section,
                counted=count(attempts[enrolment.user_id]),
                open_attempt=next((attempt for attempt in attempts[enrolment.user_id] if attempt.is_open), None),
                attempt_count=len(attempts[enrolment.user_id]),
            )
            for enrolment in enrolments
        )
    )


def _list(quiz: Quiz, attempts: list[Attempt], now: datetime) -> ListedQuiz:
    places = drawing.list_standing(sorted(quiz.places.all(), key=lambda place: place.position))
    for attempt in attempts:
        attempt.quiz = quiz
    counted = count(attempts)
    shows_score = quiz.grade_item is not None and quiz.grade_item.shows_results(now)
    return ListedQuiz(
        quiz=quiz,
        question_count=len(places),
        max_points=sum((place.points for place in places), Decimal(0)),
        is_submitted=counted is not None,
        counted=counted if shows_score else None,
        in_progress=any(attempt.is_open for attempt in attempts),
        is_open_yet=quiz.has_opened(now),
        is_over=quiz.is_over(now),
    )
