"""Setting a question right after it was answered: previewed, applied, withdrawn. The only writer of rulings."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courseapp.accounts.models import User
from quizzes import authoring, outcomes, scoring
from quizzes.models import Answer, Question, QuestionVersion, Quiz, Ruling
from quizzes.scoring import Change

Kind = Ruling.Kind


class RulingError(Exception):
    """A decision that must not be made; the message says why and what to do."""


@dataclass(frozen=True)
class Proposal:
    """A decision that nobody has made yet. `points` for Kind.POINTS only."""

    kind: str
    reason: str
    points: Decimal | None = None


@dataclass(frozen=True)
class Effect:
    """What a decision does, attempt by attempt."""

    changes: tuple[Change, ...]
    unreadable: int = 0  # answers that the corrected question cannot be compared with

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_change)

    @property
    def better(self) -> int:
        return sum(change.points > (change.attempt.points or 0) for change in self.changes)

    @property
    def worse(self) -> int:
        return sum(change.points < (change.attempt.points or 0) for change in self.changes)


def preview(*, quiz: Quiz, question: Question, proposal: Proposal, author: User) -> Effect:
    """What the proposal would do to everybody; raises RulingError. Nothing is written."""
    ruling = _draft(quiz=quiz, question=question, proposal=proposal, author=author)
    changes = scoring.preview(quiz=quiz, decide=lambda book: book.add(ruling))
    return Effect(tuple(changes), _count_unreadable(quiz, question, ruling.version))


def preview_withdrawal(ruling: Ruling) -> Effect:
    """What taking a decision back would do."""
    return Effect(tuple(scoring.preview(quiz=ruling.quiz, decide=lambda book: book.without(ruling))))


@transaction.atomic
def apply(*, quiz: Quiz, question: Question, proposal: Proposal, author: User) -> int:
    """Decide, and mark every submitted attempt by it; those submitted later too. How many changed; RulingError."""
    locked = scoring.lock(quiz)
    ruling = _draft(quiz=locked, question=question, proposal=proposal, author=author)
    ruling.save()
    return _settle(locked, question, author=author, reason=ruling.reason)


@transaction.atomic
def withdraw(*, ruling: Ruling, author: User) -> int:
    """Take a decision back: marks are again what they would be without it. How many attempts changed."""
    locked = scoring.lock(ruling.quiz)
    taken = Ruling.objects.filter(pk=ruling.pk).standing().update(withdrawn_at=timezone.now(), withdrawn_by=author)
    if not taken:
        return 0
    return _settle(locked, ruling.question, author=author, reason=f"Taken back: {ruling.reason}"[:300])


def find_corrected(*, quiz: Quiz, question: Question) -> QuestionVersion | None:
    """The question as it stands now, if submitted answers are marked by an earlier key. Not for other words alone."""
    current = question.latest
    answers = _list_answers(quiz, question).filter(version__variant=0).select_related("version", "key")
    marked_by = {answer.marked_version.pk: answer.marked_version for answer in answers}
    is_other = any((each.kind, each.spec) != (current.kind, current.spec) for each in marked_by.values())
    return current if is_other else _find_variants(quiz, question)


def find_affected(question: Question) -> Quiz | None:
    """A quiz in which the question was answered before its key was what it is now; the newest of them."""
    quizzes = Quiz.objects.filter(places__question=question, attempts__submitted_at__isnull=False).distinct()
    quizzes = quizzes.select_related("course").order_by("-pk")
    return next((quiz for quiz in quizzes if find_corrected(quiz=quiz, question=question)), None)


def _find_variants(quiz: Quiz, question: Question) -> QuestionVersion | None:
    """The same for a question whose numbers differ from student to student: a newer generation of it."""
    answers = _list_answers(quiz, question).filter(version__variant__gt=0)
    numbers = {key or number for number, key in answers.values_list("version__number", "key__number").distinct()}
    return question.latest if numbers - {question.latest.number} else None


def _list_answers(quiz: Quiz, question: Question) -> QuerySet[Answer]:
    submitted = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    return submitted.filter(version__question=question)


def _draft(*, quiz: Quiz, question: Question, proposal: Proposal, author: User) -> Ruling:
    place = quiz.places.filter(question=question).first()
    if place is None:
        raise RulingError("This question is not in the quiz any more, so nothing can be decided about it.")
    if not proposal.reason.strip():
        raise RulingError("Say why: your students will read it.")
    version = find_corrected(quiz=quiz, question=question) if proposal.kind == Kind.KEY else None
    if proposal.kind == Kind.KEY and version is None:
        raise RulingError("Everybody is marked by this key already. Edit the question first, then come back.")
    others = quiz.places.exclude(question=question).filter(points__gt=0)
    is_nothing = proposal.kind == Kind.DROP or (proposal.kind == Kind.POINTS and not proposal.points)
    if is_nothing and not others.exists():
        raise RulingError("No other question of this quiz counts, so this one cannot be dropped.")
    return Ruling(
        quiz=quiz,
        question=question,
        kind=proposal.kind,
        version=version,
        points=proposal.points if proposal.kind == Kind.POINTS else None,
        points_before=place.points,
        reason=proposal.reason.strip(),
        author=author,
    )


def _settle(quiz: Quiz, question: Question, *, author: User, reason: str) -> int:
    book = scoring.read_book(quiz)
    place = quiz.places.filter(question=question).first()
    if place is not None:
        worth = outcomes.find_worth(question.pk, otherwise=place.points, book=book)
        authoring.weigh(quiz=quiz, question=question, points=worth)
        quiz.refresh_from_db(fields=["grade_item"])
    return scoring.settle(quiz=quiz, author=author, reason=reason)


def _count_unreadable(quiz: Quiz, question: Question, key: QuestionVersion | None) -> int:
    if key is None:
        return 0
    answers = _list_answers(quiz, question).select_related("version")
    return sum(not outcomes.is_same_question(answer.version, key) for answer in answers)
