"""A submission's place in the queue, and how long its verdict will take: measured, not guessed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from grader.models import State, Submission, Worker

RECENT = 60  # verdicts that the estimate is made from
FIRST_GUESS_S = 0.5


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
    return math.ceil(measure_pace() * ((waiting + running / 2) / lanes + 1))


def measure_pace() -> float:
    """Seconds that one worker lately took from one verdict to the next, idle times left out."""
    recent = Submission.objects.filter(state=State.DONE, claimed_at__isnull=False).order_by("-finished_at")
    rows = list(recent.values_list("claimed_by", "queued_at", "claimed_at", "finished_at")[:RECENT])
    spans = _list_spans(rows[::-1])
    return sum(spans) / len(spans) if spans else FIRST_GUESS_S


def _list_spans(rows: Sequence[tuple[str, datetime, datetime | None, datetime | None]]) -> list[float]:
    """For each verdict the time since its worker was free for it: since its last, or since there was one to take."""
    free_since: dict[str, datetime] = {}
    spans = []
    for worker, queued_at, claimed_at, finished_at in rows:
        if claimed_at is None or finished_at is None:
            continue
        begun = max(free_since[worker], queued_at) if worker in free_since else claimed_at
        spans.append((finished_at - min(begun, claimed_at)).total_seconds())
        free_since[worker] = finished_at
    return spans
