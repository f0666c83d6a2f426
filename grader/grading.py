"""From a waiting row to a stored verdict. Safe to run twice, and at the same time: a claim decides who may store."""

import logging
import secrets
import time
from collections import deque
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from courseapp.site.durability import forgettable
from courseapp.site.prepared import Change, Query
from grader import queue, reports, workers
from grader.bench import BENCH, BenchError
from grader.judge import Report as Judged
from grader.judge import Source
from grader.models import State, Submission

logger = logging.getLogger(__name__)

TURN_S = 5.0  # for so long a worker goes on by itself; then other tasks have a chance
STORED_MS: deque[float] = deque(maxlen=1)  # how long this process's last verdict took to be stored, commit included
TRIES = 20  # to claim whoever is first, while others do the same


_first_in_turn = Query(lambda: Submission.objects.waiting().in_turn().only("pk")[:1])
_to_be_judged = Query(lambda pk: Submission.objects.to_be_judged().filter(pk=pk))
_to_be_recorded = Query(lambda pk: Submission.objects.to_be_recorded().filter(pk=pk))
_claim = Change(
    lambda pk, claim, worker, now: (
        Submission.objects.waiting()
        .filter(pk=pk)
        .moving(to=State.RUNNING, deliveries=F("deliveries") + 1, claim=claim, claimed_by=worker, claimed_at=now)
    )
)
_finish = Change(
    lambda pk, claim, now: Submission.objects.filter(pk=pk, claim=claim).moving(
        to=State.DONE, claim="", finished_at=now, trouble=""
    )
)


@dataclass(frozen=True)
class Claim:
    """The right to store one verdict of one submission. A newer claim makes it worthless."""

    submission_id: int
    token: str


def grade_what_waits() -> int:
    """Grade whoever's turn it is, one after the other, for some seconds; says how many have their verdict."""
    graded = 0
    begun = time.monotonic()
    while BENCH.open() and (claim := take_next()) is not None:
        graded += _grade(claim)
        if time.monotonic() - begun > TURN_S:
            queue.hint()
            break
    return graded


def grade(submission_id: int) -> bool:
    """Grade a waiting submission and store the verdict; False where it was not ours to grade or could not be graded."""
    claim = take(submission_id) if BENCH.open() else None
    return claim is not None and _grade(claim)


def _grade(claim: Claim) -> bool:
    submission = _find(_to_be_judged, claim)
    try:
        return store(claim, _judge(submission))
    except BenchError as closed:
        give_back(claim, trouble=str(closed), counted=False)
    except Exception as error:
        # Whatever it is, it is ours: what a student's code does is data to the judge, never an exception.
        logger.exception("Submission %s could not be graded.", claim.submission_id)
        give_back(claim, trouble=f"{type(error).__name__}: {error}")
    return False


def take_next() -> Claim | None:
    """Claim the one who deserves it most; None where nobody waits. The cost does not depend on how many do."""
    for _ in range(TRIES):
        first = _first_in_turn.first()
        if first is None:
            return None
        if claim := take(first.pk):
            return claim
    return None


def take(submission_id: int) -> Claim | None:
    """Claim a waiting submission; None where somebody else has it or it is graded."""
    token = secrets.token_hex(16)
    with forgettable():  # what was only claimed waits again after a loss of power
        taken = _claim.make(pk=submission_id, claim=token, worker=workers.own_name(), now=timezone.now())
    return Claim(submission_id=submission_id, token=token) if taken else None


def give_back(claim: Claim, *, trouble: str, counted: bool = True) -> None:
    """Return what could not be graded to the queue, behind those who wait now. Held after too many deliveries."""
    if counted:
        Submission.objects.filter(pk=claim.submission_id, claim=claim.token).update(turn_at=timezone.now())
    queue.release(submission_id=claim.submission_id, claim=claim.token, trouble=trouble, counted=counted)


def store(claim: Claim, judged: Judged) -> bool:
    """Store the verdict and record the points, or nothing at all where the claim is no longer the current one."""
    begun, now = time.perf_counter(), timezone.now()
    with transaction.atomic():
        if not _finish.make(pk=claim.submission_id, claim=claim.token, now=now):
            logger.warning("A late verdict of submission %s was dropped.", claim.submission_id)
            return False
        submission = _find(_to_be_recorded, claim)
        reports.write(submission=submission, judged=judged, timings_ms=_time(submission))
        queue.advance(submission, turn_at=now)
    STORED_MS.append((time.perf_counter() - begun) * 1000)
    return True


def _find(query: Query[Submission], claim: Claim) -> Submission:
    found = query.first(pk=claim.submission_id)
    if found is None:
        raise Submission.DoesNotExist
    return found


def _judge(submission: Submission) -> Judged:
    source = Source(filename=submission.filename, text=submission.text)
    return BENCH.judge(reference=submission.assignment.source, source=source, seed=submission.seed)


def _time(submission: Submission) -> dict[str, float]:
    """What the queue cost, in milliseconds: waiting for a worker, and from the claim to the verdict being stored."""
    claimed_at = submission.claimed_at or submission.queued_at
    work = (submission.finished_at or claimed_at) - claimed_at
    wait = claimed_at - submission.queued_at
    times = {"queue": wait.total_seconds() * 1000, "claimed": work.total_seconds() * 1000}
    if STORED_MS:
        times["store"] = STORED_MS[0]  # of the verdict before: a report cannot hold the time of its own commit
    return {name: round(value, 3) for name, value in times.items()}
