"""Attempts: start, save, submit. The only writer of attempts and answers.

When `save` has returned, the answers it calls saved are committed. Time is the server's.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.gradebook import ledger
from quizzes import marking, scoring, variants
from quizzes.models import Answer, Attempt, Quiz
from quizzes.rules import find_refusal
from quizzes.sheets import EMPTY, Fate, Sheet, decide

SEED_BITS = 63


class AttemptError(Exception):
    """Something a student may not do now; the message says why, to them."""


class AttemptClosedError(AttemptError):
    """The attempt takes no more answers; what was saved before is kept."""


@dataclass(frozen=True)
class Saving:
    """What became of a sheet, by position. What could not be saved leaves the stored answer as it was."""

    saved: frozenset[int] = frozenset()
    elsewhere: frozenset[int] = frozenset()  # changed in another tab, and not touched in this one
    conflicts: frozenset[int] = frozenset()  # changed in both
    malformed: frozenset[int] = frozenset()  # not an answer this question can take

    @property
    def is_safe(self) -> bool:
        """Everything this page wanted to say is stored."""
        return not self.conflicts and not self.malformed

    @property
    def is_complete(self) -> bool:
        """What is stored is exactly what this page shows."""
        return self.is_safe and not self.elsewhere


def start(*, quiz: Quiz, student: User, now: datetime | None = None) -> Attempt:
    """A new attempt, or the open one if there is one; raises AttemptError where the rules refuse."""
    now = now or timezone.now()
    close_overdue(quiz=quiz, student=student, now=now)
    try:
        with transaction.atomic():
            # The lock keeps the questions as they are until the attempt refers to them.
            locked = Quiz.objects.select_for_update().get(pk=quiz.pk)
            own = list(Attempt.objects.filter(quiz=quiz, student=student))
            if unfinished := next((attempt for attempt in own if attempt.is_open), None):
                return unfinished
            if refusal := find_refusal(quiz=locked, attempts_made=len(own), now=now):
                raise AttemptError(refusal)
            return _create(quiz=locked, student=student, number=len(own) + 1, now=now)
    except IntegrityError:  # two clicks at once: the other one made it
        return Attempt.objects.open().get(quiz=quiz, student=student)


def save(*, attempt: Attempt, sheet: Sheet, now: datetime | None = None) -> Saving:
    """Store the answers that can be stored, each on its own; committed on return. Raises AttemptClosedError."""
    now = now or timezone.now()
    if attempt.quiz.is_over(now):
        _close(attempt, now=now)
    with transaction.atomic():
        if not _lock(attempt).is_open:
            raise AttemptClosedError("This attempt has been submitted, so its answers can no longer be changed.")
        return _save(attempt=attempt, sheet=sheet, now=now)


def submit(*, attempt: Attempt, sheet: Sheet = EMPTY, now: datetime | None = None) -> Saving:
    """Store what the sheet says, mark everything and record the grade, once and for all.

    Unless the saving is complete nothing is submitted: the student looks at it first. Submitting a submitted attempt
    again changes nothing. Raises AttemptClosedError when the quiz was due before; what was saved is submitted then.
    """
    now = now or timezone.now()
    if attempt.quiz.is_over(now):
        _close(attempt, now=now)
    with transaction.atomic():
        locked = _lock(attempt)
        if not locked.is_open:
            return Saving()
        saving = _save(attempt=attempt, sheet=sheet, now=now)
        if saving.is_complete:
            _finish(attempt=locked, submitted_at=now, was_closed=False)
    return saving


def close_overdue(*, quiz: Quiz | None = None, student: User | None = None, now: datetime | None = None) -> int:
    """Submit what was saved in every open attempt whose quiz is due (of one quiz or student, if given); how many."""
    now = now or timezone.now()
    overdue = Attempt.objects.overdue(now)
    if quiz is not None:
        overdue = overdue.filter(quiz=quiz)
    if student is not None:
        overdue = overdue.filter(student=student)
    return sum(_close(attempt, now=now) for attempt in overdue)


def _create(*, quiz: Quiz, student: User, number: int, now: datetime) -> Attempt:
    places = list(quiz.places.select_related("question__current").order_by("position"))
    attempt = Attempt.objects.create(
        quiz=quiz,
        student=student,
        number=number,
        seed=secrets.randbits(SEED_BITS),
        started_at=now,
        max_points=sum((place.points for place in places), Decimal(0)),
    )
    asked = variants.choose(versions=[place.question.latest for place in places], seed=attempt.seed)
    Answer.objects.bulk_create(
        Answer(attempt=attempt, version=asked[place.question.latest.pk], position=position, max_points=place.points)
        for position, place in enumerate(places, 1)
    )
    return attempt


def _lock(attempt: Attempt) -> Attempt:
    """The attempt as it is now, held until the transaction ends; raises AttemptClosedError if we closed it."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if locked.was_closed:
        raise AttemptClosedError(
            "The quiz was due before this arrived, so nothing more could be saved. "
            "What you had saved by then has been submitted."
        )
    return locked


def _save(*, attempt: Attempt, sheet: Sheet, now: datetime) -> Saving:
    entries = {entry.position: entry for entry in sheet.entries}
    fates: dict[int, Fate] = dict.fromkeys(entries, Fate.MALFORMED)
    written = []
    for answer in attempt.answers.select_related("version").filter(position__in=entries):
        entry = entries[answer.position]
        try:
            data = marking.read_data(version=answer.version, posted=entry.posted)
        except marking.MalformedAnswer:
            continue
        fate = fates[answer.position] = decide(answer=answer, data=data, entry=entry, sheet=sheet)
        if fate is Fate.WRITE:
            answer.data, answer.revision, answer.saved_at = data, answer.revision + 1, now
            answer.tab, answer.sequence = sheet.tab, sheet.sequence
            written.append(answer)
        elif fate is Fate.SAME and answer.tab in {"", sheet.tab}:
            answer.tab, answer.sequence = sheet.tab, max(answer.sequence, sheet.sequence)
            written.append(answer)
    Answer.objects.bulk_update(written, ["data", "revision", "saved_at", "tab", "sequence"])
    return Saving(
        saved=_select(fates, Fate.WRITE, Fate.SAME),
        elsewhere=_select(fates, Fate.ELSEWHERE),
        conflicts=_select(fates, Fate.CONFLICT),
        malformed=_select(fates, Fate.MALFORMED),
    )


def _select(fates: Mapping[int, Fate], *wanted: Fate) -> frozenset[int]:
    return frozenset(position for position, fate in fates.items() if fate in wanted)


def _finish(*, attempt: Attempt, submitted_at: datetime, was_closed: bool) -> None:
    """Mark and record. The caller holds the lock on the open attempt."""
    answers = list(attempt.answers.select_related("version").order_by("position"))
    for answer in answers:
        answer.fraction = marking.mark(version=answer.version, data=answer.data).fraction
        answer.points = (answer.max_points * Decimal(str(answer.fraction))).quantize(ledger.SMALLEST_POINT)
    Answer.objects.bulk_update(answers, ["fraction", "points"])
    attempt.points = sum((answer.points for answer in answers if answer.points), Decimal(0))
    attempt.submitted_at, attempt.was_closed = submitted_at, was_closed
    attempt.save(update_fields=["points", "submitted_at", "was_closed"])
    item = attempt.quiz.grade_item
    if item is None:
        raise ValueError(f"{attempt.quiz} was started without ever having been published.")
    ledger.record(item=item, student=attempt.student, points=attempt.points, origin=f"attempt:{attempt.pk}")
    scoring.settle_new(attempt)


def _close(attempt: Attempt, *, now: datetime) -> bool:
    """Submit what was saved when the quiz was due; False if it is not due, or was submitted before."""
    overdue = Attempt.objects.overdue(now).filter(pk=attempt.pk)
    with transaction.atomic():
        locked = overdue.select_for_update(of=("self",)).select_related("quiz__grade_item", "student").first()
        if locked is None or locked.quiz.due_at is None:
            return False
        _finish(attempt=locked, submitted_at=max(locked.quiz.due_at, locked.started_at), was_closed=True)
    return True
