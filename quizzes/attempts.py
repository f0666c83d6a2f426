"""Attempts: start, save, move on, submit. The only writer of attempts and, with `saving`, of answers.

When `save` has returned, the answers it calls saved are committed. Time is the server's, and where the database says
when an attempt ends, no worker's own idea of the rules matters.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from courseapp.accounts.models import User
from courseapp.gradebook import ledger
from courseapp.site import clock
from courseapp.site.prepared import Update
from quizzes import codes, drawing, marking, reading, rules, saving, scoring, variants
from quizzes.models import Answer, Attempt, Quiz
from quizzes.saving import Saving
from quizzes.sheets import EMPTY, Sheet

SEED_BITS = 63
TIME_IS_UP = (
    "Time was up before this arrived, so nothing more could be saved. "
    "What you had saved by then has been submitted for you."
)


_marked = Update(Answer, "fraction", "points")
_submitted = Update(Attempt, "points", "late_percent", "submitted_at", "was_closed")


class AttemptError(Exception):
    """Something a student may not do now; the message says why, to them."""


class AttemptClosedError(AttemptError):
    """The attempt takes no more answers; what was saved before is kept."""


def start(*, quiz: Quiz, student: User, code: str = "", now: datetime | None = None) -> Attempt:
    """A new attempt, or the open one if there is one; raises AttemptError where the rules refuse."""
    now = now or clock.now()
    close_own(quiz=quiz, student=student, now=now)
    try:
        with transaction.atomic():
            # The questions and the rules stay as they are until the attempt refers to them.
            locked = reading.hold_quiz(quiz.pk)
            own = reading.read_attempts(quiz, student)
            if unfinished := next((attempt for attempt in own if attempt.is_open), None):
                return unfinished
            theirs = rules.read(quiz=locked, student=student)
            refusal = rules.find_refusal(rules=theirs, attempts_made=len(own), now=now)
            refusal = refusal or codes.try_code(quiz=locked, student=student, code=code, now=now)
            if not refusal:
                ends_at = theirs.find_end(now)
                return _create(quiz=locked, student=student, number=len(own) + 1, ends_at=ends_at, now=now)
    except IntegrityError:  # two clicks at once: the other one made it
        return Attempt.objects.open().get(quiz=quiz, student=student)
    raise AttemptError(refusal)  # out here, so that a wrong code stays counted


def save(*, attempt: Attempt, sheet: Sheet, now: datetime | None = None) -> Saving:
    """Store the answers that can be stored, each on its own; committed on return. Raises AttemptClosedError."""
    now = now or clock.now()
    close_if_over(attempt=attempt, now=now)
    if at_once := saving.try_alone(attempt=attempt, sheet=sheet, now=now):
        return at_once
    with transaction.atomic():
        return saving.write(attempt=_lock_open(attempt), sheet=sheet, now=now)


def find_next(*, attempt: Attempt) -> int:
    """The question to go on with: the furthest where there is no way back, else the first without an answer."""
    if attempt.quiz.layout == Quiz.Layout.ONE_WAY:
        return attempt.page
    # Asked in Python: an answer that was taken back is stored as JSON's null, one never given as the database's.
    stored = attempt.answers.order_by("position").values_list("position", "data")
    return next((position for position, data in stored if data is None), 1)


def move_on(*, attempt: Attempt, position: int) -> None:
    """Leave question `position` for the next, for good; again, or from a later one, it changes nothing."""
    Attempt.objects.open().filter(pk=attempt.pk, page=position).update(page=position + 1)


def check(*, attempt: Attempt, position: int, sheet: Sheet, now: datetime | None = None) -> Saving:
    """Save one answer for good, so that its feedback may be shown. An empty one stays open."""
    if attempt.quiz.feedback != Quiz.Feedback.QUESTION:
        raise AttemptError("In this quiz nothing is checked before you submit.")
    now = now or clock.now()
    close_if_over(attempt=attempt, now=now)
    with transaction.atomic():
        locked = _lock_open(attempt)
        done = saving.write(attempt=locked, sheet=sheet.only(position), now=now)
        if done.is_complete:
            answer = Answer.objects.get(attempt=locked, position=position)
            if answer.is_answered and answer.checked_at is None:
                Answer.objects.filter(pk=answer.pk).update(checked_at=now)
    return done


def submit(*, attempt: Attempt, sheet: Sheet = EMPTY, now: datetime | None = None) -> Saving:
    """Store what the sheet says, mark everything and record the grade, once and for all.

    Unless the saving is complete nothing is submitted: the student looks at it first. Submitting a submitted attempt
    again changes nothing. Raises AttemptClosedError when time was up before; what was saved is submitted then.
    """
    now = now or clock.now()
    close_if_over(attempt=attempt, now=now)
    with transaction.atomic():
        quiz = reading.hold_quiz(attempt.quiz_id)
        locked = _lock(attempt)
        if not locked.is_open:
            return Saving()
        locked.quiz, locked.student = quiz, attempt.student
        done = saving.write(attempt=locked, sheet=sheet, now=now)
        if done.is_complete:
            # What is still on its way when time is up was handed in at the last moment.
            in_time = now if locked.ends_at is None else min(now, locked.ends_at)
            _finish(attempt=locked, submitted_at=max(in_time, locked.started_at), was_closed=False)
    return done


def close_if_over(*, attempt: Attempt, now: datetime | None = None) -> bool:
    """Submit what was saved if time is up; whether it was closed now. Asks the database only if it must."""
    now = now or clock.now()
    return attempt.is_open and attempt.is_overdue(now) and _close(attempt, now=now)


def close_overdue(*, quiz: Quiz | None = None, now: datetime | None = None) -> int:
    """Submit what was saved in every open attempt whose time is up (of one quiz, if given); how many."""
    now = now or clock.now()
    overdue = Attempt.objects.overdue(now)
    if quiz is not None:
        overdue = overdue.filter(quiz=quiz)
    return sum(_close(attempt, now=now) for attempt in overdue)


def close_own(*, quiz: Quiz, student: User, now: datetime | None = None) -> None:
    """Submit what was saved in this student's attempt, if its time is up. One question to the database else."""
    for attempt in reading.read_attempts(quiz, student):
        close_if_over(attempt=attempt, now=now)


def reschedule(*, quiz: Quiz) -> None:
    """Let the rules and accommodations as they are now say when open attempts end. The caller holds the quiz's lock."""
    unfinished = list(Attempt.objects.open().filter(quiz=quiz))
    theirs = rules.read_all(quiz=quiz, students=[attempt.student_id for attempt in unfinished])
    for attempt in unfinished:
        attempt.ends_at = theirs[attempt.student_id].find_end(attempt.started_at)
    Attempt.objects.bulk_update(unfinished, ["ends_at"], batch_size=500)


def _create(*, quiz: Quiz, student: User, number: int, ends_at: datetime | None, now: datetime) -> Attempt:
    seed = secrets.randbits(SEED_BITS)
    places = list(quiz.places.select_related("question__current", "pool").order_by("position"))
    seen: Mapping[int, int] = {}
    if number > 1 and any(place.pool_id for place in places):
        before = Answer.objects.filter(attempt__quiz=quiz, attempt__student=student)
        seen = Counter(before.values_list("version__question", flat=True))
    drawn = drawing.draw(quiz=quiz, places=places, seen=seen, seed=seed)
    attempt = Attempt.objects.create(
        quiz=quiz,
        student=student,
        number=number,
        seed=seed,
        started_at=now,
        ends_at=ends_at,
        max_points=sum((place.points for place in drawn), Decimal(0)),
    )
    asked = variants.choose(versions=[place.question.latest for place in drawn], seed=seed)
    Answer.objects.bulk_create(
        Answer(attempt=attempt, version=asked[place.question.latest.pk], position=position, max_points=place.points)
        for position, place in enumerate(drawn, 1)
    )
    return attempt


def _lock(attempt: Attempt) -> Attempt:
    """The attempt as it is now, held until the transaction ends; raises AttemptClosedError if we closed it."""
    locked = reading.lock_attempt(attempt.pk)
    if locked is None:
        raise AttemptClosedError("This attempt has been removed.")
    if locked.was_closed:
        raise AttemptClosedError(TIME_IS_UP)
    locked.quiz = attempt.quiz
    return locked


def _lock_open(attempt: Attempt) -> Attempt:
    """The same for what only an open attempt takes; raises AttemptClosedError if it is submitted."""
    locked = _lock(attempt)
    if not locked.is_open:
        raise AttemptClosedError("This attempt has been submitted, so its answers can no longer be changed.")
    return locked


def _finish(*, attempt: Attempt, submitted_at: datetime, was_closed: bool) -> None:
    """Mark and record. The caller holds the lock on the open attempt."""
    answers = reading.read_answers(attempt)
    for answer in answers:
        answer.fraction = marking.mark(version=answer.version, data=answer.data).fraction
        answer.points = (answer.max_points * Decimal(str(answer.fraction))).quantize(ledger.SMALLEST_POINT)
    _marked.write(answers)
    attempt.submitted_at, attempt.was_closed = submitted_at, was_closed
    attempt.late_percent = _measure_lateness(attempt, answers)
    attempt.points = marking.add_up((answer.points for answer in answers), late_percent=attempt.late_percent)
    _submitted.write([attempt])
    item = attempt.quiz.grade_item
    if item is None:
        raise ValueError(f"{attempt.quiz} was started without ever having been published.")
    ledger.record(item=item, student=attempt.student, points=attempt.points, origin=f"attempt:{attempt.pk}")
    scoring.settle_new(attempt)


def _measure_lateness(attempt: Attempt, answers: list[Answer]) -> Decimal:
    """By when it was handed in; where nobody did, by the last answer that was saved."""
    if not attempt.quiz.late_percent or attempt.submitted_at is None:
        return Decimal(0)
    handed_in = attempt.submitted_at
    if attempt.was_closed:
        handed_in = max((answer.saved_at for answer in answers if answer.saved_at), default=attempt.started_at)
    theirs = rules.read(quiz=attempt.quiz, student=attempt.student)
    return theirs.measure_lateness(min(handed_in, attempt.submitted_at))


def _close(attempt: Attempt, *, now: datetime) -> bool:
    """Submit what was saved when time was up; False if it is not, or if it was submitted before."""
    overdue = Attempt.objects.overdue(now).filter(pk=attempt.pk)
    with transaction.atomic():
        quiz = reading.hold_quiz(attempt.quiz_id)
        locked = overdue.select_for_update(of=("self",)).select_related("student").first()
        if locked is None or locked.ends_at is None:
            return False
        locked.quiz = quiz
        _finish(attempt=locked, submitted_at=max(locked.ends_at, locked.started_at), was_closed=True)
    return True
