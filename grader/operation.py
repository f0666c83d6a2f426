"""How the grading goes, read for those who look after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from courseapp.courses.models import Course
from grader import measurements
from grader.measurements import Phase, VerdictCount
from grader.models import State, Submission, Worker

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_SHOWN = 100


@dataclass(frozen=True)
class Overview:
    """The whole queue in numbers; by name only the held submissions of the courses one may see."""

    waiting: int
    again: int  # of those that wait: to be graded again
    running: int
    held: int
    oldest: datetime | None
    workers: Sequence[Worker]
    broken: Sequence[Submission]
    failures: int  # on our side, in a day
    last_hour: Sequence[VerdictCount]
    last_day: Sequence[VerdictCount]
    phases: Sequence[Phase]

    @property
    def graded(self) -> int:
        """Verdicts in the last hour."""
        return sum(one.count for one in self.last_hour)

    @property
    def mix(self) -> list[tuple[VerdictCount, int]]:
        """Each verdict of the last day, and how many of them were given in the last hour."""
        lately = {one.verdict: one.count for one in self.last_hour}
        return [(one, lately.get(one.verdict, 0)) for one in self.last_day]

    @property
    def longest_wait(self) -> str:
        """How long the oldest of the unfinished has waited; empty where nothing waits."""
        if self.oldest is None:
            return ""
        seconds = (timezone.now() - self.oldest).total_seconds()
        return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def read(*, courses: Sequence[Course]) -> Overview:
    now = timezone.now()
    unfinished = Q(state__in=[State.QUEUED, State.RUNNING])
    counts = Submission.objects.aggregate(
        waiting=Count("pk", filter=Q(state=State.QUEUED)),
        again=Count("pk", filter=Q(state=State.QUEUED, is_bulk=True)),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        held=Count("pk", filter=Q(state=State.BROKEN)),
        oldest=Min("queued_at", filter=unfinished),
    )
    broken = Submission.objects.broken().with_people().filter(assignment__course__in=courses)
    return Overview(
        workers=list(Worker.objects.alive()),
        broken=list(broken[:MOST_SHOWN]),
        failures=measurements.count_incidents(since=now - DAY),
        last_hour=measurements.count_verdicts(since=now - HOUR),
        last_day=measurements.count_verdicts(since=now - DAY),
        phases=measurements.list_phases(since=now - DAY),
        **counts,
    )
