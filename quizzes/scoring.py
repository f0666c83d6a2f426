"""What submitted attempts earn: the only writer of points after submission, and of what the ledger says then.

Whoever decides something takes the quiz's lock first; whoever submits an attempt holds the quiz (`reading.hold_quiz`)
before the attempt's own lock. So no attempt misses a decision, whichever comes first, and nobody waits in a circle.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from courseapp.accounts.models import User
from courseapp.gradebook import history, ledger
from courseapp.gradebook.history import Event
from courseapp.site.prepared import Query
from quizzes import marking, outcomes, question_types
from quizzes.models import Answer, Attempt, HandMark, MarksRelease, QuestionVersion, Quiz, Ruling
from quizzes.outcomes import Book, Outcome

_rulings: Query[Ruling] = Query(
    lambda quiz: Ruling.objects.filter(quiz=quiz).select_related("version", "author").order_by("pk")
)

Decide = Callable[[Book], Book]


@dataclass(frozen=True)
class Change:
    """What a decision does to one submitted attempt."""

    attempt: Attempt
    points: Decimal
    max_points: Decimal
    outcomes: tuple[Outcome, ...]

    @property
    def is_change(self) -> bool:
        return (self.points, self.max_points) != (self.attempt.points, self.attempt.max_points)


def lock(quiz: Quiz) -> Quiz:
    """The quiz, held until the transaction ends."""
    return Quiz.objects.select_for_update(of=("self",)).select_related("grade_item").get(pk=quiz.pk)


def read_book(quiz: Quiz) -> Book:
    """Everything that was decided about the quiz's questions and answers. Four queries."""
    marks = HandMark.objects.filter(answer__attempt__quiz=quiz).order_by("pk")
    return _make_book(quiz, marks=marks, releases=MarksRelease.objects.filter(quiz=quiz))


def read_book_for(attempt: Attempt, *, answers: Sequence[Answer]) -> Book:
    """What of it concerns these answers of one attempt: one query, and three more only where they need them."""
    by_hand = [answer.pk for answer in answers if question_types.get(answer.version.kind).marked_by_hand]
    marks = HandMark.objects.filter(answer__in=by_hand).order_by("pk")
    releases = MarksRelease.objects.filter(quiz=attempt.quiz_id)
    return _make_book(attempt.quiz, marks=marks, releases=releases if by_hand else releases.none())


def work_out(*, quiz: Quiz, book: Book, attempt: Attempt | None = None) -> list[Change]:
    """What every submitted attempt (or that one) earns by `book`, by the student's name. Nothing is written."""
    answers = Prefetch("answers", Answer.objects.select_related("version", "key").order_by("position"))
    attempts = Attempt.objects.submitted().filter(quiz=quiz).select_related("student").prefetch_related(answers)
    chosen = attempts.order_by("student__name", "number") if attempt is None else attempts.filter(pk=attempt.pk)
    return [_work_out_one(each, book) for each in chosen]


def preview(*, quiz: Quiz, decide: Decide) -> list[Change]:
    """What a decision would do to every submitted attempt."""
    return work_out(quiz=quiz, book=decide(read_book(quiz)))


def settle(*, quiz: Quiz, author: User, reason: str, attempt: Attempt | None = None) -> int:
    """Write what has been decided into the attempts and the ledger; how many changed. The caller holds the lock."""
    changes = work_out(quiz=quiz, book=read_book(quiz), attempt=attempt)
    _write_answers(change for change in changes)
    changed = [change for change in changes if change.is_change]
    regrades = [
        ledger.Regrade(change.attempt.student_id, change.points, f"{_name(change.attempt)}{number}")
        for change, number in zip(changed, _number_runs(changed, quiz), strict=True)
        if change.points != change.attempt.points
    ]
    for change in changed:
        change.attempt.points, change.attempt.max_points = change.points, change.max_points
    Attempt.objects.bulk_update([change.attempt for change in changed], ["points", "max_points"], batch_size=500)
    if quiz.grade_item is not None:
        ledger.record_regrades(item=quiz.grade_item, regrades=regrades, author=author, reason=reason)
    return len(changed)


def settle_new(attempt: Attempt) -> None:
    """Let an attempt that was submitted this moment be marked by what was decided before; the caller holds its quiz."""
    quiz = attempt.quiz
    standing = [ruling for ruling in _rulings.all(quiz=quiz.pk) if ruling.withdrawn_at is None]
    if standing:
        ruling = standing[-1]
        settle(quiz=quiz, author=ruling.author, reason=ruling.reason, attempt=attempt)


def read_runs(attempt: Attempt) -> tuple[Event, ...]:
    """How the attempt's points came about, the newest first; empty where nothing was decided after it was submitted."""
    item = attempt.quiz.grade_item
    runs = history.read_runs(item=item, student=attempt.student, origin=f"attempt:{attempt.pk}") if item else ()
    return runs if len(runs) > 1 else ()


def _work_out_one(attempt: Attempt, book: Book) -> Change:
    worked_out = tuple(outcomes.work_out(answer, book=book) for answer in attempt.answers.all())
    return Change(
        attempt=attempt,
        points=marking.add_up((each.points for each in worked_out), late_percent=attempt.late_percent),
        max_points=sum((each.max_points for each in worked_out), Decimal(0)),
        outcomes=worked_out,
    )


def _make_book(quiz: Quiz, *, marks: QuerySet[HandMark], releases: QuerySet[MarksRelease]) -> Book:
    rulings = _rulings.all(quiz=quiz.pk)
    standing = [ruling for ruling in rulings if ruling.withdrawn_at is None]
    keyed = {ruling.question_id for ruling in standing if ruling.version_id}
    first: dict[int, Decimal] = {}
    for ruling in rulings:
        first.setdefault(ruling.question_id, ruling.points_before)
    versions = QuestionVersion.objects.filter(question__in=keyed) if keyed else ()
    return Book(
        rulings=tuple(standing),
        first_points=first,
        versions={(each.question_id, each.number, each.variant): each for each in versions},
        hand_marks={mark.answer_id: mark for mark in marks},
        released=frozenset(releases.values_list("question_id", flat=True)),
    )


def _write_answers(changes: Iterable[Change]) -> None:
    written = []
    for change in changes:
        for answer, outcome in zip(change.attempt.answers.all(), change.outcomes, strict=True):
            key_id = outcome.key.pk if outcome.key else None
            if (answer.points, answer.fraction, answer.key_id) != (outcome.points, outcome.mark.fraction, key_id):
                answer.points, answer.fraction, answer.key = outcome.points, outcome.mark.fraction, outcome.key
                written.append(answer)
    Answer.objects.bulk_update(written, ["points", "fraction", "key"], batch_size=500)


def _name(attempt: Attempt) -> str:
    return f"attempt:{attempt.pk}/run:"


def _number_runs(changes: list[Change], quiz: Quiz) -> list[int]:
    """The number of the next run of each attempt; the first was its submission."""
    made = ledger.count_runs(item=quiz.grade_item, prefix="attempt:") if quiz.grade_item else {}
    return [made.get(f"attempt:{change.attempt.pk}", 1) + 1 for change in changes]
