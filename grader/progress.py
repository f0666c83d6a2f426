"""How far a submission is, read for its page: its place while it waits, its verdict when it is graded."""

from dataclasses import dataclass

from django.utils import timezone

from grader import feedback, hinting, places
from grader.feedback import Feedback
from grader.hinting import Guidance
from grader.models import Report, Submission
from grader.places import Place

# How soon a browser asks again (milliseconds), while a submission is younger than so many seconds.
PACE = ((3.0, 150), (10.0, 300), (60.0, 1000))
SLOWEST_MS = 3000


@dataclass(frozen=True)
class Progress:
    submission: Submission
    place: Place | None
    report: Report | None
    feedback: Feedback | None
    guidance: Guidance | None
    next_poll_ms: int

    earlier: tuple[Report, ...] = ()  # runs before this one

    @property
    def is_waiting(self) -> bool:
        """For its first verdict: what is graded again has one."""
        return self.submission.is_waiting and self.report is None

    @property
    def is_delayed(self) -> bool:
        """It waits again after trouble on our side."""
        return self.submission.is_waiting and bool(self.submission.trouble)


def read(submission: Submission, *, for_staff: bool) -> Progress:
    runs = list(submission.reports.select_related("copied_from__submission").order_by("run"))
    report = runs[-1] if runs else None
    found = feedback.read(report) if report else None
    return Progress(
        submission=submission,
        place=places.find_place(submission) if submission.is_waiting and report is None else None,
        report=report,
        earlier=tuple(runs[:-1]),
        feedback=found,
        guidance=hinting.read(report=report, feedback=found, for_staff=for_staff) if report and found else None,
        next_poll_ms=_pace(submission),
    )


def _pace(submission: Submission) -> int:
    """Quick at first, so that a verdict shows within the blink of an eye; then easy on the server."""
    age = (timezone.now() - submission.submitted_at).total_seconds()
    return next((pause for younger_than, pause in PACE if age < younger_than), SLOWEST_MS)
