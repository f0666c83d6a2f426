"""What is asked again and again while a class takes a quiz: each question to the database is compiled once."""

from collections.abc import Collection

from django.db.models import Prefetch, prefetch_related_objects

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from courseapp.site.prepared import Query
from quizzes.models import Anchor, Answer, Attempt, Quiz, QuizQuestion

_quiz: Query[Quiz] = Query(
    lambda course, slug: Quiz.objects.select_related("course", "grade_item").filter(course=course, slug=slug).order_by()
)
_attempt: Query[Attempt] = Query(
    lambda attempt: Attempt.objects.select_related("quiz__course").filter(pk=attempt).order_by()
)
_attempts: Query[Attempt] = Query(
    lambda quiz, student: Attempt.objects.filter(quiz=quiz, student=student).order_by("number")
)
_places: Query[QuizQuestion] = Query(
    lambda quiz: QuizQuestion.objects.select_related("pool").filter(quiz=quiz).order_by("position")
)
_attempt_to_change: Query[Attempt] = Query(
    lambda attempt: Attempt.objects.select_for_update().filter(pk=attempt).order_by()
)
_quiz_to_hold: Query[Quiz] = Query(
    lambda quiz: Quiz.objects.select_related("grade_item").filter(pk=quiz).order_by(), hold=True
)
_answers: Query[Answer] = Query(
    lambda attempt: Answer.objects.select_related("version").filter(attempt=attempt).order_by("position")
)
_answer_at: Query[Answer] = Query(
    lambda attempt, position: (
        Answer.objects.select_related("version").filter(attempt=attempt, position=position).order_by()
    )
)
_shown: Query[Answer] = Query(
    lambda attempt: (
        Answer.objects.select_related("version__question", "key").filter(attempt=attempt).order_by("position")
    )
)
_shown_at: Query[Answer] = Query(
    lambda attempt, position: (
        Answer.objects.select_related("version__question", "key").filter(attempt=attempt, position=position).order_by()
    )
)
_stored: Query[Answer] = Query(
    lambda attempt: Answer.objects.filter(attempt=attempt).only("position", "data").order_by("position")
)


def find_quiz(course: Course, slug: str) -> Quiz | None:
    """With its column of the gradebook."""
    return _quiz.first(course=course.pk, slug=slug)


def find_attempt(attempt_id: int) -> Attempt | None:
    """With its quiz and course."""
    return _attempt.first(attempt=attempt_id)


def read_places(quiz: Quiz) -> list[QuizQuestion]:
    """Its questions' places with their pools, in order."""
    return _places.all(quiz=quiz.pk)


def read_attempts(quiz: Quiz, student: User) -> list[Attempt]:
    """Those of one student, oldest first."""
    return _attempts.all(quiz=quiz.pk, student=student.pk)


def hold_quiz(quiz_id: int) -> Quiz:
    """As it is now, and stays until the transaction ends: many may hold it at once, nobody can change it meanwhile.

    Whoever needs an attempt's lock as well holds the quiz first, as whoever changes a quiz locks it before attempts.
    """
    quiz = _quiz_to_hold.first(quiz=quiz_id)
    if quiz is None:
        raise Quiz.DoesNotExist
    return quiz


def lock_attempt(attempt_id: int) -> Attempt | None:
    """As it is now, held until the transaction ends."""
    return _attempt_to_change.first(attempt=attempt_id)


def read_answers(attempt: Attempt) -> list[Answer]:
    """All of them with what was asked, in order."""
    return _answers.all(attempt=attempt.pk)


def read_answers_at(attempt: Attempt, positions: Collection[int]) -> list[Answer]:
    """Those at these positions, in order."""
    if len(positions) == 1:  # as nearly every page sends
        return _answer_at.all(attempt=attempt.pk, position=next(iter(positions)))
    return [answer for answer in read_answers(attempt) if answer.position in positions] if positions else []


def read_stored(attempt: Attempt) -> list[Answer]:
    """All of them with nothing but what was answered, in order."""
    return _stored.all(attempt=attempt.pk)


def read_shown(attempt: Attempt, *, position: int) -> list[Answer]:
    """As a page shows them, that one or all for 0: with their slides where those may be shown."""
    answers = _shown_at.all(attempt=attempt.pk, position=position) if position else _shown.all(attempt=attempt.pk)
    if not attempt.is_open or attempt.quiz.feedback == Quiz.Feedback.QUESTION:
        slides = Anchor.objects.select_related("slide__deck").defer("slide__deck__source", "slide__deck__pdf")
        prefetch_related_objects(answers, Prefetch("version__question__anchors", slides))
    return answers
