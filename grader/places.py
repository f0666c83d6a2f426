"""A submission's place in the queue, and how long its verdict will take: measured, not guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from grader.models import State, Submission, Worker

RECENT = 160  # verdicts that the estimate is made from: some are quick, some are slow, and fewer are no fair sample
FIRST_GUESS_S = 0.5
ARRIVAL_SHARE = 0.1  # what it costs the machine to take a submission in, beside what its verdict costs


@dataclass(frozen=True)
class Place:
    """How many are graded before a submission, and when its verdict is likely; None while nobody grades."""

    ahead: int
    seconds: int | None


def find_place(submission: Submission) -> Place:
    """The place of a submission that is not graded yet, as the queue stands now."""
    if submission.state == State.RUNNING:
        return Place(ahead=0, seconds=estimate(running=0, waiting=0))
    running = Submission.objects.filter(state=State.RUNNING).count()
    waiting = Submission.objects.waiting().before(submission).count()
    return Place(ahead=running + waiting, seconds=estimate(running=running, waiting=waiting))


def estimate(*, running: int, waiting: int) -> int | None:
    """Whole seconds until the next one behind so many others has its verdict; None while nobody grades.

    Those who are being graded are half done, on the average.
    """
    lanes = Worker.objects.ready().count()
    if not lanes:
        return None
    return max(1, round(measure_pace(lanes=lanes) * ((waiting + running / 2) / lanes + 1)))


def measure_pace(*, lanes: int) -> float:
    """Seconds that one of so many workers takes from one verdict to the next, idle times left out.

    Measured over the last verdicts; who hands in meanwhile takes time from the workers, and that will be over when the
    queue is worked off. With ``a`` arrivals a second, each at a share ``k`` of a verdict's cost, a pace ``p`` is seen
    where it would be ``p / (1 + a k p / lanes)`` without them.
    """
    recent = Submission.objects.filter(state=State.DONE, claimed_at__isnull=False).order_by("-finished_at")
    rows = list(recent.values_list("claimed_by", "queued_at", "claimed_at", "finished_at")[:RECENT])
    spans = _list_spans(rows[::-1])
    # The first verdict of a process may have paid for what it keeps ready from then on.
    used = [span for span in spans if not span.is_first] if len(spans) > 2 * lanes else spans
    if not used:
        return FIRST_GUESS_S
    pace = sum(span.seconds for span in used) / len(used)
    since = min(span.begun for span in used)
    arrived = sum(queued_at >= since for _, queued_at, _, _ in rows)
    arrived += Submission.objects.waiting().filter(queued_at__gte=since).count()
    rate = arrived / max((timezone.now() - since).total_seconds(), 0.001)
    return pace / (1 + rate * ARRIVAL_SHARE * pace / lanes)


@dataclass(frozen=True)
class _Span:
    """From a worker being free for a submission to its verdict; ``is_first``: the worker's first that is known."""

    begun: datetime
    seconds: float
    is_first: bool


def _list_spans(rows: Sequence[tuple[str, datetime, datetime | None, datetime | None]]) -> list[_Span]:
    """For each verdict the time since its worker was free for it: since its last, or since there was one to take."""
    free_since: dict[str, datetime] = {}
    spans = []
    for worker, queued_at, claimed_at, finished_at in rows:
        if claimed_at is None or finished_at is None:
            continue
        is_first = worker not in free_since
        begun = min(claimed_at if is_first else max(free_since[worker], queued_at), claimed_at)
        spans.append(_Span(begun, (finished_at - begun).total_seconds(), is_first))
        free_since[worker] = finished_at
    return spans
