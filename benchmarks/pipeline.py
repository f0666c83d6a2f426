"""The whole way of a right answer: handed in, through Redis, a worker and the database, to the stored verdict.

Everything but the web server's pages runs as on a real site, in a state folder of its own; the web server is there and
idle. *One at a time*: from the moment of handing in to the verdict being stored, and the same without the judge's own
time, which is what the queue and the database add. *All at once*: verdicts a second, from the first to the last.
"""

import argparse
import json
import os
import statistics
import sys
import time

from benchmarks import fleet
from grader import queue
from grader.models import Report, State, Submission

GOALS = {"per_second": 80.0, "over_judge_ms": 25.0}
AT_LEAST = frozenset({"per_second"})
ONE_BY_ONE, AT_ONCE = (60, 10), (600, 60)
LONGEST_S = 120.0


def measure_one_by_one(course: fleet.Class, *, first: int, number: int) -> dict[str, float]:
    taken, added = [], []
    for count in range(first, first + number):
        begun = time.perf_counter()
        submission = course.hand_in(count)
        while not Submission.objects.filter(pk=submission.pk, state=State.DONE).exists():
            time.sleep(0.002)
        elapsed = (time.perf_counter() - begun) * 1000
        taken.append(elapsed)
        added.append(elapsed - Report.objects.get(submission=submission).timings_ms["total"])
    return {"stored_after_ms": statistics.median(taken), "over_judge_ms": statistics.median(added)}


def measure_all_at_once() -> dict[str, float]:
    """Verdicts a second, between the first and the last of what was handed in before the workers came."""
    unfinished = Submission.objects.unfinished()
    fleet.wait_until(lambda: not unfinished.exists(), what="the verdicts", seconds=LONGEST_S)
    stored = sorted(Report.objects.values_list("created_at", flat=True))
    return {"per_second": (len(stored) - 1) / (stored[-1] - stored[0]).total_seconds()}


def measure(*, quick: bool) -> dict[str, float]:
    course = fleet.prepare(students=40, mistakes=0, starter=False)
    for count in range(AT_ONCE[quick]):
        course.hand_in(count)
    figures = {"load_before": os.getloadavg()[0]}
    with fleet.running(fleet.Fleet(), "redis", "web", "beat", "worker"):
        queue.wake_everybody()  # the broker was not there yet when everything was handed in
        figures |= measure_all_at_once()
        return figures | measure_one_by_one(course, first=AT_ONCE[quick], number=ONE_BY_ONE[quick])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if fleet.INSIDE not in os.environ:
        return fleet.run_inside("pipeline", *sys.argv[1:], PORT=str(fleet.find_free_port()))
    figures = {name: round(value, 2) for name, value in measure(quick=options.quick).items()}
    met = all(figures[name] >= goal if name in AT_LEAST else figures[name] <= goal for name, goal in GOALS.items())
    for name, value in figures.items():
        goal = f"   (goal: {'at least' if name in AT_LEAST else 'at most'} {GOALS[name]:g})" if name in GOALS else ""
        print(f"{name:<22}{value:>10}{goal}")
    if options.json:
        print(json.dumps({"name": "pipeline", "figures": figures, "goals": GOALS, "met": met}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
