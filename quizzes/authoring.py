"""Quizzes: made from questions, changed, published. The only writer of quizzes; keeps their gradebook items in step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from courseapp.gradebook import items
from quizzes import questions as question_store
from quizzes import trouble
from quizzes.models import Question, Quiz, QuizQuestion

LONGEST_SLUG = 60


class AuthoringError(Exception):
    """A change to a quiz that must not be made; the message says why and what to do."""


@dataclass(frozen=True)
class Terms:
    """What a quiz is called and under which rules it is taken."""

    title: str
    intro: str = ""
    opens_at: datetime | None = None
    due_at: datetime | None = None
    attempts_allowed: int = 1


@transaction.atomic
def create_quiz(
    *, course: Course, terms: Terms, questions: Sequence[Question], author: User | None = None, slug: str = ""
) -> Quiz:
    """A quiz of `questions` in that order, not published yet; without a slug it takes a free one like its title."""
    _check_terms(terms)
    free = slug or _find_free_slug(course=course, title=terms.title)
    if Quiz.objects.filter(course=course, slug=free).exists():
        raise AuthoringError(f"The course already has a quiz at “{free}”. Choose another address.")
    quiz = Quiz.objects.create(course=course, slug=free, created_by=author, **vars(terms))
    _place(quiz=quiz, points={question: _default_points(question) for question in questions})
    return quiz


@transaction.atomic
def change_quiz(*, quiz: Quiz, terms: Terms, points: Mapping[Question, Decimal]) -> None:
    """Both at once, or nothing; raises AuthoringError."""
    choose_questions(quiz=quiz, points=points)
    change_terms(quiz=quiz, terms=terms)


@transaction.atomic
def change_terms(*, quiz: Quiz, terms: Terms) -> None:
    _check_terms(terms)
    Quiz.objects.filter(pk=quiz.pk).update(**vars(terms))
    _refresh(quiz)
    _sync_grade_item(quiz)


@transaction.atomic
def choose_questions(*, quiz: Quiz, points: Mapping[Question, Decimal]) -> bool:
    """Let the quiz ask these questions, in this order, for these points; True if that changed anything.

    Raises AuthoringError once a student has started: everybody gets the same questions for the same points.
    """
    Quiz.objects.select_for_update(of=("self",)).get(pk=quiz.pk)  # nobody starts while we look
    wanted = [(question.pk, value) for question, value in points.items()]
    if wanted == list(quiz.places.order_by("position").values_list("question_id", "points")):
        return False
    if quiz.attempts.exists():
        raise AuthoringError(
            f"Students have already started “{quiz.title}”, so its questions and points stay as they are. "
            "Their words can still be edited; that counts for attempts that start later."
        )
    if quiz.is_published and not wanted:
        raise AuthoringError("A published quiz needs at least one question. Unpublish it first.")
    quiz.places.all().delete()
    _place(quiz=quiz, points=points)
    _sync_grade_item(quiz)
    return True


@transaction.atomic
def weigh(*, quiz: Quiz, question: Question, points: Decimal) -> None:
    """Let the question be worth so many points, though students have answered it. rulings.py sees to their marks."""
    quiz.places.filter(question=question).update(points=points)
    _sync_grade_item(quiz)


@transaction.atomic
def publish(*, quiz: Quiz, even_if_over: bool = False) -> None:
    """Show the quiz to students, with a column in the gradebook; raises AuthoringError if it could not be taken."""
    obstacles = list_obstacles(quiz)
    if quiz.is_over(timezone.now()) and not even_if_over:
        obstacles.append("Its due date has passed, so nobody could take it. Set a later due date first.")
    if obstacles:
        raise AuthoringError(" ".join([f"“{quiz.title}” cannot be published yet.", *obstacles]))
    quiz.published_at = quiz.published_at or timezone.now()
    _sync_grade_item(quiz, create=True)
    quiz.save(update_fields=["published_at", "grade_item"])


@transaction.atomic
def unpublish(*, quiz: Quiz) -> None:
    """Hide the quiz and its marks from students. Whoever has started may still finish; nothing is lost."""
    quiz.published_at = None
    quiz.save(update_fields=["published_at"])
    _sync_grade_item(quiz)


def list_obstacles(quiz: Quiz) -> list[str]:
    """Why students could not take this quiz as it stands, each a sentence; empty if they could."""
    places = list(quiz.places.select_related("question__current").order_by("position"))
    if not places:
        return ["It has no questions. Choose some from a deck first."]
    troubles = ((place.position, trouble.describe(place.question.latest)) for place in places)
    return [f"Question {position}: {sentence}" for position, sentence in troubles if sentence]


def _check_terms(terms: Terms) -> None:
    if terms.opens_at and terms.due_at and terms.opens_at >= terms.due_at:
        raise AuthoringError("The quiz would be due before it opens. Set the due date after the opening.")


def _find_free_slug(*, course: Course, title: str) -> str:
    stem = slugify(title)[: LONGEST_SLUG - 5].strip("-") or "quiz"
    taken = set(Quiz.objects.filter(course=course, slug__startswith=stem).values_list("slug", flat=True))
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def _default_points(question: Question) -> Decimal:
    return question.current.points if question.current else question_store.STANDARD_POINTS


def _place(*, quiz: Quiz, points: Mapping[Question, Decimal]) -> None:
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question=question, position=position, points=value)
        for position, (question, value) in enumerate(points.items(), 1)
    )
    question_store.accept(questions=list(points))


def _sync_grade_item(quiz: Quiz, *, create: bool = False) -> None:
    """The gradebook shows what the quiz says, in the same transaction."""
    if quiz.grade_item_id is None and not create:
        return
    fields: dict[str, Any] = {"opens_at": quiz.opens_at, "due_at": quiz.due_at, "published_at": quiz.published_at}
    quiz.grade_item = items.ensure(
        course=quiz.course,
        key=f"quiz:{quiz.slug}",
        title=quiz.title,
        url=quiz.get_absolute_url(),
        max_points=sum(quiz.places.values_list("points", flat=True), Decimal(0)),
        **fields,
    )


def _refresh(quiz: Quiz) -> None:
    quiz.refresh_from_db(fields=list(Terms.__dataclass_fields__))
