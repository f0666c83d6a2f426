"""Grading again: runs of their own beside the old ones, with the same hidden inputs, when nobody else waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from grader import queue, reports
from grader.bench import Bench
from grader.judge import Source
from grader.models import NEVER, Assignment, Report, State, Submission, SubmissionQuerySet


@dataclass(frozen=True)
class Change:
    """A submission whose points are not what they were."""

    submission: Submission
    before: Decimal
    after: Decimal


def list_graded(*, assignment: Assignment, submission_id: int | None = None) -> SubmissionQuerySet:
    """What can be graded again: what counts and has its verdict, or the one that is named."""
    graded = Submission.objects.filter(assignment=assignment, state=State.DONE)
    return graded.filter(counts=True) if submission_id is None else graded.filter(pk=submission_id)


def start(*, submissions: SubmissionQuerySet) -> int:
    """Queue them behind everybody who waits for a verdict; says how many. What they have counts until then."""
    fresh = {"finished_at": None, "queued_at": timezone.now(), "deliveries": 0, "trouble": ""}
    with transaction.atomic():
        moved = submissions.move(to=State.QUEUED, is_bulk=True, own_before=0, turn_at=NEVER, **fresh)
        transaction.on_commit(queue.wake_everybody)
    return moved


def foresee(*, submissions: SubmissionQuerySet, bench: Bench) -> Iterator[Change]:
    """Grade them here and now, and store nothing: whose points would change. Raises what Bench.judge raises."""
    for submission in submissions.with_people():
        before = submission.latest_report
        if before is None:
            continue
        source = Source(filename=submission.filename, text=submission.text)
        judged = bench.judge(reference=submission.assignment.source, source=source, seed=submission.seed)
        after = reports.scale(judged, max_points=submission.assignment.item.max_points)
        if after != before.points:
            yield Change(submission=submission, before=before.points, after=after)


def list_changes(*, assignment: Assignment) -> list[Change]:
    """Whose points the last run changed."""
    earlier = Report.objects.filter(submission=OuterRef("submission"), run=OuterRef("run") - 1).values("points")
    newest = Report.objects.newest_runs().filter(submission__assignment=assignment, run__gt=1)
    changed = newest.annotate(before=Subquery(earlier[:1])).exclude(before=F("points"))
    return [
        Change(submission=report.submission, before=report.before, after=report.points)
        for report in changed.select_related("submission__student", "submission__assignment").order_by("submission")
    ]


def count_waiting(*, assignment: Assignment) -> int:
    return Submission.objects.unfinished().filter(assignment=assignment, is_bulk=True).count()
