"""How long the parts of grading take, and what came of it: worked out from the rows, so right for all processes."""

import statistics
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from grader import verdicts
from grader.models import Incident, Report

MOST_MEASURED = 500  # the newest reports: a page must not become slow because much was graded
PHASES: Mapping[str, str] = {  # in the order in which they happen; the judge may name others
    "queue": "waiting for a worker",
    "open": "opening the sandbox",
    "load": "opening the sandbox and importing the code",
    "import": "importing the code",
    "torch": "references made ready",
    "questions": "drawing the inputs",
    "calls": "calling the functions",
    "run": "calling the functions",
    "compare": "comparing",
    "diagnosis": "looking for known mistakes",
    "total": "the judge, all in all",
    "store": "storing the verdict",
    "claimed": "from the worker's claim to the verdict",
}


@dataclass(frozen=True)
class Phase:
    """Milliseconds that a part of grading took."""

    name: str
    meaning: str
    median: float
    p95: float
    count: int


@dataclass(frozen=True)
class VerdictCount:
    verdict: str
    word: str
    count: int


def list_phases(*, since: datetime) -> list[Phase]:
    """Over the newest reports since then that a worker made."""
    made = Report.objects.judged().filter(created_at__gt=since).order_by("-created_at")
    times: dict[str, list[float]] = defaultdict(list)
    for timings in made.values_list("timings_ms", flat=True)[:MOST_MEASURED]:
        for name, value in timings.items():
            times[name].append(float(value))
    known = [name for name in PHASES if name in times]
    return [_measure(name, times[name]) for name in [*known, *sorted(set(times) - set(known))]]


def count_verdicts(*, since: datetime) -> list[VerdictCount]:
    """What came of it, the most frequent first."""
    found = Report.objects.filter(created_at__gt=since).values_list("verdict").annotate(Count("pk")).order_by()
    counts = [VerdictCount(verdict=code, word=verdicts.explain(code).word, count=number) for code, number in found]
    return sorted(counts, key=lambda one: (-one.count, one.verdict))


def count_incidents(*, since: datetime) -> int:
    return Incident.objects.filter(occurred_at__gt=since).count()


def _measure(name: str, values: list[float]) -> Phase:
    ordered = sorted(values)
    p95 = ordered[min(round(0.95 * len(ordered)), len(ordered) - 1)]
    return Phase(
        name=name, meaning=PHASES.get(name, ""), median=statistics.median(ordered), p95=p95, count=len(ordered)
    )
