"""Verdicts, points, symptoms: the only writer of Report and Symptom. Points reach the ledger in one transaction."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db.models import Max

from courseapp.accounts.models import User
from courseapp.gradebook import ledger
from courseapp.site.prepared import Query
from grader.judge import Report as Judged
from grader.models import NEVER, Report, Submission, Symptom
from grader.models.groups import LONGEST_KEY

_newest_run = Query(
    lambda submission: Report.objects.filter(submission=submission).order_by("-run").only("run", "submission_id")[:1]
)


def write(*, submission: Submission, judged: Judged, timings_ms: dict[str, float]) -> Report:
    """The report of one run of the judge. `timings_ms`: what the queue adds to the judge's own times."""
    max_points = submission.assignment.item.max_points
    report = Report.objects.create(
        submission=submission,
        run=_count_runs(submission) + 1,
        verdict=judged.verdict,
        points=scale(judged, max_points=max_points),
        max_points=max_points,
        data=judged.to_json(),
        versions=dict(judged.versions),
        timings_ms={**judged.timings_ms, **timings_ms},
        assignment_hash=judged.assignment_hash,
    )
    _keep_symptoms(report, judged.symptoms)
    _record(report)
    return report


def _count_runs(submission: Submission) -> int:
    newest = _newest_run.first(submission=submission.pk)
    return newest.run if newest else 0


def scale(judged: Judged, *, max_points: Decimal) -> Decimal:
    """The share of the points that was earned, of the points that the gradebook gives."""
    return round(Decimal(str(judged.score)) / Decimal(str(judged.max_score)) * max_points, 3)


def copy(*, report: Report, submission: Submission) -> Report:
    """The verdict that the same code of the same person already has, as a run of the new submission's own."""
    copied = Report.objects.create(
        submission=submission,
        verdict=report.verdict,
        points=report.points,
        max_points=report.max_points,
        data=report.data,
        versions=report.versions,
        timings_ms={},
        assignment_hash=report.assignment_hash,
        copied_from=report,
    )
    _keep_symptoms(copied, report.data.get("symptoms", ()))
    _record(copied)
    return copied


def find_last_verdict(student: User) -> datetime:
    """When a worker last gave this person a verdict they had asked for; NEVER for somebody who is new."""
    asked_for = Report.objects.filter(submission__student=student, run=1, copied_from=None)
    return asked_for.aggregate(last=Max("created_at"))["last"] or NEVER


def _keep_symptoms(report: Report, keys: Iterable[str]) -> None:
    Symptom.objects.bulk_create([Symptom(report=report, key=key[:LONGEST_KEY]) for key in dict.fromkeys(keys)])


def _record(report: Report) -> None:
    submission = report.submission
    if submission.counts:
        item, student = submission.assignment.item, submission.student
        ledger.record(item=item, student=student, points=report.points, origin=report.origin)
