"""How the grading goes, read for those who look after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from courseapp.courses.models import Course
from grader.models import State, Submission, Worker

RECENTLY = timedelta(hours=1)
MOST_SHOWN = 100


@dataclass(frozen=True)
class Overview:
    """The whole queue in numbers; by name only the held submissions of the courses one may see."""

    waiting: int
    running: int
    graded: int
    held: int
    oldest: datetime | None
    workers: Sequence[Worker]
    broken: Sequence[Submission]

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
        running=Count("pk", filter=Q(state=State.RUNNING)),
        held=Count("pk", filter=Q(state=State.BROKEN)),
        graded=Count("pk", filter=Q(finished_at__gt=now - RECENTLY)),
        oldest=Min("submitted_at", filter=unfinished),
    )
    broken = Submission.objects.broken().with_people().filter(assignment__course__in=courses)
    return Overview(workers=list(Worker.objects.alive()), broken=list(broken[:MOST_SHOWN]), **counts)
