"""Quizzes: made from questions, changed, published. The only writer of quizzes; keeps their gradebook items in step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from courseapp.gradebook import items
from quizzes import attempts, drawing, release, trouble
from quizzes import questions as question_store
from quizzes.models import Pool, Question, Quiz, QuizQuestion

LONGEST_SLUG = 60


class AuthoringError(Exception):
    """A change to a quiz that must not be made; the message says why and what to do."""


@dataclass(frozen=True)
class Draws:
    """Which questions stand in which pool, and how many an attempt draws from each."""

    pools: Mapping[Question, str] = field(default_factory=dict)
    draw: Mapping[str, int] = field(default_factory=dict)


NO_DRAWS = Draws()


@dataclass(frozen=True)
class Terms:
    """What a quiz is called and under which rules it is taken. The fields of Quiz say what each means."""

    title: str
    intro: str = ""
    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: int | None = None  # minutes
    late_percent: Decimal = Decimal(0)
    late_per: str = Quiz.LatePer.DAY
    attempts_allowed: int = 1
    counting: str = Quiz.Counting.BEST
    layout: str = Quiz.Layout.ALL
    shuffle_questions: bool = False
    shuffle_options: bool = False
    access_code: str = ""
    feedback: str = Quiz.Feedback.END
    score_shown: str = Quiz.Shown.NOW
    score_date: datetime | None = None
    key_shown: str = Quiz.Shown.NOW
    key_date: datetime | None = None
    explanation_shown: str = Quiz.Shown.NOW
    explanation_date: datetime | None = None


def read_terms(quiz: Quiz) -> Terms:
    """The terms that stand in the quiz's row."""
    return Terms(**{term.name: getattr(quiz, term.name) for term in fields(Terms)})


def read_draws(quiz: Quiz) -> Draws:
    """The pools as they stand."""
    places = quiz.places.exclude(pool=None).select_related("question", "pool")
    return Draws(
        pools={place.question: place.pool.name for place in places if place.pool},
        draw=dict(quiz.pools.values_list("name", "draw")),
    )


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
def change_quiz(*, quiz: Quiz, terms: Terms, points: Mapping[Question, Decimal], draws: Draws = NO_DRAWS) -> None:
    """Both at once, or nothing; raises AuthoringError."""
    choose_questions(quiz=quiz, points=points, draws=draws)
    change_terms(quiz=quiz, terms=terms)


@transaction.atomic
def change_terms(*, quiz: Quiz, terms: Terms) -> None:
    """Attempts that are under way end as the new terms say."""
    _check_terms(terms)
    Quiz.objects.select_for_update(of=("self",)).get(pk=quiz.pk)  # nobody starts while we change it
    Quiz.objects.filter(pk=quiz.pk).update(**vars(terms))
    _refresh(quiz)
    attempts.reschedule(quiz=quiz)
    sync_grade_item(quiz)


@transaction.atomic
def choose_questions(*, quiz: Quiz, points: Mapping[Question, Decimal], draws: Draws = NO_DRAWS) -> bool:
    """Let the quiz ask these questions, in this order, for these points; True if that changed anything.

    Of the questions in a pool each attempt draws some; all of a pool are worth the same. Raises AuthoringError once a
    student has started: everybody is asked equally much.
    """
    Quiz.objects.select_for_update(of=("self",)).get(pk=quiz.pk)  # nobody starts while we look
    _check_draws(points, draws)
    wanted = [(question.pk, value, draws.pools.get(question, "")) for question, value in points.items()]
    stored = quiz.places.order_by("position").values_list("question_id", "points", Coalesce("pool__name", Value("")))
    if wanted == list(stored) and dict(quiz.pools.values_list("name", "draw")) == dict(draws.draw):
        return False
    if quiz.attempts.exists():
        raise AuthoringError(
            f"Students have already started “{quiz.title}”, so its questions and points stay as they are. "
            "Their words can still be edited; that counts for attempts that start later."
        )
    if quiz.is_published and not wanted:
        raise AuthoringError("A published quiz needs at least one question. Unpublish it first.")
    quiz.places.all().delete()
    quiz.pools.all().delete()
    _place(quiz=quiz, points=points, draws=draws)
    sync_grade_item(quiz)
    return True


@transaction.atomic
def weigh(*, quiz: Quiz, question: Question, points: Decimal) -> None:
    """Let the question be worth so many points, though students have answered it. rulings.py sees to their marks."""
    quiz.places.filter(question=question).update(points=points)
    sync_grade_item(quiz)


@transaction.atomic
def publish(*, quiz: Quiz, even_if_over: bool = False) -> None:
    """Show the quiz to students, with a column in the gradebook; raises AuthoringError if it could not be taken."""
    obstacles = list_obstacles(quiz)
    if quiz.is_over(timezone.now()) and not even_if_over:
        obstacles.append("Its due date has passed, so nobody could take it. Set a later due date first.")
    if obstacles:
        raise AuthoringError(" ".join([f"“{quiz.title}” cannot be published yet.", *obstacles]))
    quiz.published_at = quiz.published_at or timezone.now()
    sync_grade_item(quiz, create=True)
    quiz.save(update_fields=["published_at", "grade_item"])


@transaction.atomic
def unpublish(*, quiz: Quiz) -> None:
    """Hide the quiz and its marks from students. Whoever has started may still finish; nothing is lost."""
    quiz.published_at = None
    quiz.save(update_fields=["published_at"])
    sync_grade_item(quiz)


def list_obstacles(quiz: Quiz) -> list[str]:
    """Why students could not take this quiz as it stands, each a sentence; empty if they could."""
    places = list(quiz.places.select_related("question__current").order_by("position"))
    if not places:
        return ["It has no questions. Choose some from a deck first."]
    troubles = ((place.position, trouble.describe(place.question.latest)) for place in places)
    return [f"Question {position}: {sentence}" for position, sentence in troubles if sentence]


def _check_terms(terms: Terms) -> None:
    """Raises AuthoringError for terms that contradict each other."""
    faults = list_faults(terms)
    if faults:
        raise AuthoringError(" ".join(faults.values()))


def list_faults(terms: Terms) -> dict[str, str]:
    """What contradicts itself: a sentence for each field that should be changed."""
    faults = {}
    if terms.opens_at and terms.due_at and terms.opens_at >= terms.due_at:
        faults["due_at"] = "The quiz would be due before it opens. Choose a later moment."
    if terms.closes_at and (terms.due_at is None or terms.closes_at <= terms.due_at):
        faults["closes_at"] = "Late answers are taken after the due date: choose a later moment, or leave it empty."
    if terms.late_percent and not terms.closes_at:
        faults["late_percent"] = "Without a moment until which late answers are taken, nothing can be late. Set both."
    for what in ("score", "key", "explanation"):
        shown, date = getattr(terms, f"{what}_shown"), getattr(terms, f"{what}_date")
        if shown == Quiz.Shown.DATE and date is None:
            faults[f"{what}_date"] = "Choose the date on which this is shown."
        if shown == Quiz.Shown.DUE and terms.due_at is None:
            faults[f"{what}_shown"] = "The quiz has no due date after which this could be shown. Set one first."
    return faults


def _find_free_slug(*, course: Course, title: str) -> str:
    stem = slugify(title)[: LONGEST_SLUG - 5].strip("-") or "quiz"
    taken = set(Quiz.objects.filter(course=course, slug__startswith=stem).values_list("slug", flat=True))
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def _default_points(question: Question) -> Decimal:
    return question.current.points if question.current else question_store.STANDARD_POINTS


def _check_draws(points: Mapping[Question, Decimal], draws: Draws) -> None:
    """Raises AuthoringError unless every student can be asked equally much."""
    pooled: dict[str, list[Decimal]] = {name: [] for name in draws.draw}
    for question, name in draws.pools.items():
        if name not in pooled:
            raise AuthoringError(f"Say how many questions are drawn from “{name}”.")
        pooled[name].append(points[question])
    for name, values in pooled.items():
        if len(set(values)) > 1:
            raise AuthoringError(f"All questions in “{name}” must be worth the same, so that every attempt is.")
        if not 1 <= draws.draw[name] <= len(values):
            raise AuthoringError(f"From “{name}”, which has {len(values)}, 1 to {len(values)} questions can be drawn.")


def _place(*, quiz: Quiz, points: Mapping[Question, Decimal], draws: Draws = NO_DRAWS) -> None:
    pools = {name: Pool.objects.create(quiz=quiz, name=name, draw=draw) for name, draw in draws.draw.items()}
    QuizQuestion.objects.bulk_create(
        QuizQuestion(
            quiz=quiz,
            question=question,
            position=position,
            points=value,
            pool=pools[draws.pools[question]] if question in draws.pools else None,
        )
        for position, (question, value) in enumerate(points.items(), 1)
    )
    question_store.accept(questions=list(points))


def sync_grade_item(quiz: Quiz, *, create: bool = False) -> None:
    """The gradebook shows what the quiz says, in the same transaction."""
    if quiz.grade_item_id is None and not create:
        return
    places = list(quiz.places.select_related("pool").order_by("position"))
    opening = release.find_score_opening(quiz)
    fields: dict[str, Any] = {"opens_at": quiz.opens_at, "due_at": quiz.due_at, "published_at": quiz.published_at}
    quiz.grade_item = items.ensure(
        course=quiz.course,
        key=f"quiz:{quiz.slug}",
        title=quiz.title,
        url=quiz.get_absolute_url(),
        max_points=sum((place.points for place in drawing.list_standing(places)), Decimal(0)),
        counting=quiz.counting,
        results_from=opening.moment,
        results_hidden=opening.never,
        **fields,
    )


def _refresh(quiz: Quiz) -> None:
    quiz.refresh_from_db(fields=list(Terms.__dataclass_fields__))
