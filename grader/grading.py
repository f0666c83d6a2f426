"""From a waiting row to a stored verdict. Safe to run twice, and at the same time: a claim decides who may store."""

import logging
import secrets
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from courseapp.gradebook import ledger
from grader import workers
from grader.bench import BENCH, BenchError
from grader.judge import Report as Judged
from grader.judge import Source
from grader.models import Report, State, Submission
from grader.queue import MOST_DELIVERIES

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to store one verdict of one submission. A newer claim makes it worthless."""

    submission_id: int
    token: str


def grade(submission_id: int) -> bool:
    """Grade a waiting submission and store the verdict; False where it was not ours to grade or could not be graded."""
    if not BENCH.open():
        return False
    claim = take(submission_id)
    if claim is None:
        return False
    submission = Submission.objects.with_people().get(pk=submission_id)
    try:
        return store(claim, _judge(submission))
    except BenchError as closed:
        give_back(claim, trouble=str(closed), counted=False)
    except Exception as error:
        # Whatever it is, it is ours: what a student's code does is data to the judge, never an exception.
        logger.exception("Submission %s could not be graded.", submission_id)
        give_back(claim, trouble=f"{type(error).__name__}: {error}")
    return False


def take(submission_id: int) -> Claim | None:
    """Claim a waiting submission; None where somebody else has it or it is graded."""
    token = secrets.token_hex(16)
    who = {"claim": token, "claimed_by": workers.own_name(), "claimed_at": timezone.now()}
    waiting = Submission.objects.waiting().filter(pk=submission_id)
    taken = waiting.move(to=State.RUNNING, deliveries=F("deliveries") + 1, **who)
    return Claim(submission_id=submission_id, token=token) if taken else None


def give_back(claim: Claim, *, trouble: str, counted: bool = True) -> None:
    """Return what could not be graded to the queue; the sweep gives the next hint. Held after too many deliveries."""
    held = Submission.objects.filter(pk=claim.submission_id, claim=claim.token)
    fields = {"claim": "", "trouble": trouble[:300], "hinted_at": timezone.now()}
    if not counted:
        held.move(to=State.QUEUED, deliveries=0, **fields)
    elif not held.filter(deliveries__gte=MOST_DELIVERIES).move(to=State.BROKEN, **fields):
        held.move(to=State.QUEUED, **fields)


def store(claim: Claim, judged: Judged) -> bool:
    """Store the verdict and record the points, or nothing at all where the claim is no longer the current one."""
    fields = {"claim": "", "finished_at": timezone.now(), "trouble": ""}
    with transaction.atomic():
        if not Submission.objects.filter(pk=claim.submission_id, claim=claim.token).move(to=State.DONE, **fields):
            logger.warning("A late verdict of submission %s was dropped.", claim.submission_id)
            return False
        submission = Submission.objects.with_people().get(pk=claim.submission_id)
        report = _write_report(submission, judged)
        if submission.counts:
            item, student = submission.assignment.item, submission.student
            ledger.record(item=item, student=student, points=report.points, origin=report.origin)
    return True


def _judge(submission: Submission) -> Judged:
    source = Source(filename=submission.filename, text=submission.text)
    return BENCH.judge(reference=submission.assignment.source, source=source, seed=submission.seed)


def _write_report(submission: Submission, judged: Judged) -> Report:
    data = judged.to_json()
    max_points = submission.assignment.item.max_points
    share = Decimal(str(judged.score)) / Decimal(str(judged.max_score))
    return Report.objects.create(
        submission=submission,
        run=submission.reports.count() + 1,
        verdict=judged.verdict,
        points=round(share * max_points, 3),
        max_points=max_points,
        data=data,
        versions=dict(judged.versions),
        timings_ms=dict(judged.timings_ms),
        assignment_hash=judged.assignment_hash,
    )
