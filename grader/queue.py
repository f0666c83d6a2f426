"""The queue of submissions: rows that wait. A message to the workers is only a hint that some do."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from courseapp.celery import tell_workers
from courseapp.site.prepared import Change
from grader import incidents, workers
from grader.models import State, Submission, SubmissionQuerySet, Worker

logger = logging.getLogger(__name__)

PATIENCE = timedelta(
    seconds=8
)  # what waits for so long may have been forgotten by the broker: the workers are told again
LONGEST_CLAIM = timedelta(seconds=330)  # above the tasks' hard time limit: nobody can still be working on it
MOST_DELIVERIES = 2  # after so many it is held: it may be what ends our workers
WENT_AWAY = "The worker went away."
HELD = "It ended the worker that graded it, more than once."


_move_up = Change(
    lambda student, turn_at: (
        Submission.objects.waiting().filter(student=student, is_bulk=False),
        {"own_before": Greatest(F("own_before") - 1, Value(0)), "turn_at": turn_at},
    )
)


@dataclass(frozen=True)
class Recovered:
    requeued: int
    held: int


@dataclass(frozen=True)
class Swept:
    requeued: int
    held: int
    hinted: int


def hint(times: int = 1) -> int:
    """Tell the workers that something waits; says how often that worked."""
    for told in range(times):
        if not tell_workers("grader.tasks.grade", of="what waits"):
            return told
    return times


def wake_everybody() -> int:
    """A hint for every worker there is."""
    return hint(max(Worker.objects.ready().count(), 1))


def release(*, submission_id: int, claim: str, trouble: str, counted: bool = True) -> State | None:
    """Take a claim back: into the queue again or, after too many deliveries, held. None: the claim was void already.

    Where it is nobody's fault (`counted` off) it starts anew, as if nobody had tried.
    """
    own = Submission.objects.filter(pk=submission_id, claim=claim)
    submission = own.first()
    if submission is None:
        return None
    is_held = counted and submission.deliveries >= MOST_DELIVERIES
    fields: dict[str, Any] = {"claim": "", "trouble": trouble[:300]}
    if not counted:
        fields["deliveries"] = 0
    state = State.BROKEN if is_held else State.QUEUED
    if not own.move(to=state, **fields):
        return None
    if counted:
        incidents.record(submission=submission, trouble=trouble)
    if is_held:
        logger.error("Submission %s is held: %s", submission_id, trouble)
        advance(submission, turn_at=submission.turn_at)
    return state


def advance(submission: Submission, *, turn_at: datetime) -> None:
    """It waits no more: its person's others move up, and it is their turn after those who waited longer."""
    if not submission.is_bulk:
        _move_up.make(student=submission.student_id, turn_at=turn_at)


def recover(*, now: datetime | None = None) -> Recovered:
    """Take back the claims that nobody can still hold."""
    workers.forget_gone()
    states = []
    for lost in _list_lost(now or timezone.now()):
        trouble = HELD if lost.deliveries >= MOST_DELIVERIES else WENT_AWAY
        states.append(release(submission_id=lost.pk, claim=lost.claim, trouble=trouble))
    return Recovered(requeued=states.count(State.QUEUED), held=states.count(State.BROKEN))


def sweep(*, now: datetime | None = None) -> Swept:
    """Bring home what was lost on the way: claims that nobody can still hold, and hints that led to nothing."""
    now = now or timezone.now()
    recovered = recover(now=now)
    forgotten = Submission.objects.waiting().filter(Q(queued_at__lt=now - PATIENCE) | ~Q(trouble=""))
    hinted = wake_everybody() if forgotten.exists() else 0
    return Swept(requeued=recovered.requeued, held=recovered.held, hinted=hinted)


def retry(*, submission: Submission) -> bool:
    """Put a held submission back into the queue, as if it were new; False if it was not held any more."""
    fields = {"deliveries": 0, "trouble": "", "queued_at": timezone.now()}
    moved = Submission.objects.broken().filter(pk=submission.pk).move(to=State.QUEUED, **fields)
    if moved:
        hint()
    return bool(moved)


def _list_lost(now: datetime) -> SubmissionQuerySet:
    """Running rows whose worker cannot be at it any more: gone, gone silent, or the task's time is over."""
    running = Submission.objects.filter(state=State.RUNNING)
    gone = [
        name for name in running.values_list("claimed_by", flat=True).distinct().order_by() if workers.is_gone(name)
    ]
    alive = Worker.objects.filter(seen_at__gt=now - Worker.SILENCE).values("name")
    silent = Q(claimed_at__lt=now - Worker.SILENCE) & ~Q(claimed_by__in=alive)
    return running.filter(Q(claimed_by__in=gone) | silent | Q(claimed_at__lt=now - LONGEST_CLAIM))
