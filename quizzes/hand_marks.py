"""Answers that a person marks with a rubric: the queue, the marks, their release. The only writer of hand marks."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models, transaction

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from quizzes import marking, question_types, scoring
from quizzes.models import Answer, HandMark, MarksRelease, Question, Quiz


class HandMarkError(Exception):
    """A mark that must not be given; the message says why and what to do."""


@dataclass(frozen=True)
class Pile:
    """The answers to one question of a quiz that a person marks."""

    question: Question
    label: str
    position: int
    total: int
    marked: int
    is_released: bool

    @property
    def waiting(self) -> int:
        return self.total - self.marked


@dataclass(frozen=True)
class Verdict:
    """What somebody gives: for each line of the rubric how much of it is there (0 to 1), or a fraction as a whole."""

    shares: Sequence[float]
    fraction: float | None = None
    comment: str = ""


def list_piles(quiz: Quiz) -> list[Pile]:
    """One for each question of the quiz whose answers a person marks, in the quiz's order. Four queries."""
    by_hand = _list_kinds()
    places = quiz.places.filter(question__current__kind__in=by_hand).select_related("question__current")
    answers = _list_answers(quiz).filter(version__kind__in=by_hand)
    total = Counter(answers.values_list("version__question", flat=True))
    marked = Counter(
        answers.filter(pk__in=HandMark.objects.values("answer")).values_list("version__question", flat=True)
    )
    released = set(MarksRelease.objects.filter(quiz=quiz).values_list("question_id", flat=True))
    return [
        Pile(
            question=place.question,
            label=place.question.latest.label,
            position=place.position,
            total=total[place.question_id],
            marked=marked[place.question_id],
            is_released=place.question_id in released,
        )
        for place in places.order_by("position")
    ]


@dataclass(frozen=True)
class Waiting:
    """How many answers to one question of a quiz nobody has marked."""

    title: str
    slug: str
    question_id: int
    count: int


def count_waiting(*, course: Course) -> list[Waiting]:
    """By question, for a whole course. One query."""
    unmarked = (
        Answer.objects.filter(attempt__quiz__course=course, attempt__submitted_at__isnull=False, data__isnull=False)
        .filter(version__kind__in=_list_kinds(), hand_marks=None)
        .order_by()
        .values_list("attempt__quiz__title", "attempt__quiz__slug", "version__question")
        .annotate(count=models.Count("pk"))
    )
    return [Waiting(*row) for row in unmarked]


def list_answers(*, quiz: Quiz, question: Question) -> list[Answer]:
    """The pile in an order that says nothing about who wrote what, the same for everybody."""
    answers = _list_answers(quiz).filter(version__question=question)
    answers = answers.select_related("version", "attempt__student").prefetch_related("hand_marks__author")
    return sorted(answers, key=lambda answer: hashlib.sha256(f"pile:{answer.pk}".encode()).digest())


def find_next(*, answers: Sequence[Answer], marker: User, after: Answer | None = None) -> Answer | None:
    """The next answer that nobody has marked: after that one, or where this marker starts; so that two rarely meet."""
    if not answers:
        return None
    start = answers.index(after) + 1 if after in answers else marker.pk * 7 % len(answers)
    turned = [*answers[start:], *answers[:start]]
    return next((answer for answer in turned if not answer.hand_marks.all()), None)


def find_mark(answer: Answer) -> HandMark | None:
    """The newest one, which counts."""
    return max(answer.hand_marks.all(), key=lambda mark: mark.pk, default=None)


@transaction.atomic
def give(*, answer: Answer, verdict: Verdict, author: User, based_on: int | None = None) -> HandMark:
    """Mark an answer. `based_on` is the mark its author had before their eyes; raises HandMarkError.

    Counts at once where the marks of this question are released; otherwise when they are.
    """
    quiz = scoring.lock(answer.attempt.quiz)
    if answer.attempt.is_open:
        raise HandMarkError("This attempt is not submitted yet, so its answers may still change.")
    before = answer.hand_marks.select_related("author").order_by("pk").last()
    if (before.pk if before else None) != based_on:
        who = before.author if before else "Somebody"
        raise HandMarkError(f"{who} has marked this answer meanwhile. Look at their mark below, and save yours again.")
    mark = HandMark.objects.create(
        answer=answer,
        shares=list(verdict.shares),
        fraction=_work_out_fraction(answer, verdict),
        comment=verdict.comment.strip(),
        author=author,
    )
    if MarksRelease.objects.filter(quiz=quiz, question=answer.version.question_id).exists():
        reason = f"Question {answer.position} was marked by hand."
        scoring.settle(quiz=quiz, author=author, reason=reason, attempt=answer.attempt)
    return mark


@transaction.atomic
def release(*, quiz: Quiz, question: Question, author: User) -> int:
    """Let the marks of a question count and be seen, those given later too. How many attempts changed."""
    locked = scoring.lock(quiz)
    _, is_new = MarksRelease.objects.get_or_create(quiz=locked, question=question, defaults={"author": author})
    place = quiz.places.filter(question=question).first()
    name = f"Question {place.position}" if place else "A question"
    return scoring.settle(quiz=locked, author=author, reason=f"{name} was marked by hand.") if is_new else 0


def _list_kinds() -> list[str]:
    return [kind for kind in question_types.kinds() if question_types.get(kind).marked_by_hand]


def _list_answers(quiz: Quiz) -> models.QuerySet[Answer]:
    """Submitted ones in which something was written."""
    return Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False, data__isnull=False)


def _work_out_fraction(answer: Answer, verdict: Verdict) -> float:
    rubric = marking.read_spec(version=answer.marked_version).rubric
    if len(verdict.shares) != len(rubric) or not all(0 <= share <= 1 for share in verdict.shares):
        raise HandMarkError("Say for each line of the rubric how much of it is there.")
    if verdict.fraction is None:
        return min(1.0, sum(line.share * share for line, share in zip(rubric, verdict.shares, strict=True)))
    if not 0 <= verdict.fraction <= 1:
        raise HandMarkError("Give between none and all of the points.")
    return verdict.fraction
