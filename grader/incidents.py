"""Failures of ours while something was graded: the only writer of Incident."""

from grader.models import Incident, Submission


def record(*, submission: Submission, trouble: str) -> Incident:
    """At the hands of the worker that has it."""
    return Incident.objects.create(submission=submission, worker=submission.claimed_by, trouble=trouble[:300])
