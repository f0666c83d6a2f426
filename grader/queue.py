"""The queue of submissions: rows that wait. A message to the workers is only a hint that a row is there."""

import logging
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from courseapp.celery import app
from grader.models import State, Submission, SubmissionQuerySet, Worker

logger = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=8)  # a hint that led to nothing for so long is given again
LONGEST_CLAIM = timedelta(seconds=330)  # above the tasks' hard time limit: nobody can still be working on it
MOST_DELIVERIES = 3  # after so many it is held: it may be what ends our workers
SWEEP_SIZE = 200  # hints that one sweep gives, the longest waiting first
RECENT = 20  # finished submissions that the estimate is made from
FIRST_GUESS_S = 0.5
HELD = "It ended the worker that graded it, more than once."


@dataclass(frozen=True)
class Place:
    """How many are graded before a submission, and when its verdict is likely; None while nobody grades."""

    ahead: int
    seconds: int | None


@dataclass(frozen=True)
class Swept:
    requeued: int
    held: int
    hinted: int


def hint(submission_id: int) -> bool:
    """Tell the workers that a submission waits. A broker that is down costs time only: the sweep tells them again.

    The task is named, not imported: it belongs to the workers, and the web server must not load the judge.
    """
    try:
        app.send_task("grader.tasks.grade", args=[submission_id], ignore_result=True)
    except (KombuError, RedisError, OSError) as error:
        logger.warning("No hint for submission %s: the broker does not answer (%s).", submission_id, error)
        return False
    return True


def find_place(submission: Submission) -> Place:
    ahead = Submission.objects.filter(
        Q(state=State.RUNNING) | Q(state=State.QUEUED, pk__lt=submission.pk), ~Q(pk=submission.pk)
    ).count()
    return Place(ahead=ahead, seconds=estimate(ahead=ahead))


def estimate(*, ahead: int) -> int | None:
    """Whole seconds until a submission with `ahead` others before it has its verdict; None while nobody grades."""
    lanes = Worker.objects.alive().filter(state=Worker.State.READY).count()
    if not lanes:
        return None
    recent = Submission.objects.filter(state=State.DONE).order_by("-finished_at")
    times = recent.values_list("claimed_at", "finished_at")[:RECENT]
    spans = [(finished - claimed).total_seconds() for claimed, finished in times if claimed and finished]
    each = sum(spans) / len(spans) if spans else FIRST_GUESS_S
    return math.ceil(each * (ahead / lanes + 1))


def sweep(*, now: datetime | None = None) -> Swept:
    """Bring home what was lost on the way: claims that nobody can still hold, and rows whose hint led to nothing."""
    now = now or timezone.now()
    overdue = now - PATIENCE - timedelta(seconds=1)
    held = _list_lost(now).filter(deliveries__gte=MOST_DELIVERIES).move(to=State.BROKEN, claim="", trouble=HELD)
    requeued = _list_lost(now).move(to=State.QUEUED, claim="", hinted_at=overdue, trouble="The worker went away.")
    if held:
        logger.error("%d submissions are held: they ended the worker %d times.", held, MOST_DELIVERIES)
    forgotten = Submission.objects.waiting().filter(hinted_at__lt=now - PATIENCE)
    due = list(forgotten.order_by("pk").values_list("pk", flat=True)[:SWEEP_SIZE])
    Submission.objects.filter(pk__in=due).update(hinted_at=now)
    hinted = 0
    for submission_id in due:
        if not hint(submission_id):
            break
        hinted += 1
    return Swept(requeued=requeued, held=held, hinted=hinted)


def retry(*, submission: Submission) -> bool:
    """Put a held submission back into the queue, as if it were new; False if it was not held any more."""
    fields = {"deliveries": 0, "trouble": "", "hinted_at": timezone.now()}
    moved = Submission.objects.broken().filter(pk=submission.pk).move(to=State.QUEUED, **fields)
    if moved:
        hint(submission.pk)
    return bool(moved)


def _list_lost(now: datetime) -> SubmissionQuerySet:
    """Running rows whose worker cannot be at it any more: it has gone silent, or the task's time is long over."""
    alive = Worker.objects.filter(seen_at__gt=now - Worker.SILENCE).values("name")
    silent = Q(claimed_at__lt=now - Worker.SILENCE) & ~Q(claimed_by__in=alive)
    return Submission.objects.filter(silent | Q(claimed_at__lt=now - LONGEST_CLAIM), state=State.RUNNING)
