"""Submissions while workers and Redis are killed with SIGKILL at random: none lost or graded twice, no points differ.

Everything runs in a state folder of its own: the real broker, a real worker with two processes, the real beat. A calm
run is done at the end: every submission once more with its own seed, undisturbed, and compared. A worker is killed,
with or without the processes that grade, only once it is up.
"""

import argparse
import itertools
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import fleet
from benchmarks.fleet import INSIDE, does_worker_answer, list_descendants, running, send_kill
from courseapp.gradebook.models import GradeEntry
from grader import queue, regrades
from grader.bench import PLACE_OF_COMMANDS, Bench
from grader.models import Incident, Report, State, Submission, Worker

GOALS = {"lost": 0, "graded_twice": 0, "points_differ": 0}
SUBMISSIONS, QUICK_SUBMISSIONS = 300, 60
STUDENTS = 40
LONGEST_S = 600.0
KINDS = ("process", "redis", "process", "worker", "process")  # what is killed, in turn


@dataclass
class Fleet(fleet.Fleet):
    """The processes of a site but the web server. What is killed is started again at once, as a supervisor would."""

    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    turns: Iterator[str] = field(default_factory=lambda: itertools.cycle(KINDS))

    def mend(self) -> None:
        """What ended by itself is started again, too."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.start(name)

    def interfere(self) -> None:
        """Kill whose turn it is; of the processes that grade, one in the middle of its work if there is one."""

        self.mend()
        busy = Submission.objects.filter(state=State.RUNNING).values_list("claimed_by", flat=True)
        names = list(busy) or list(Worker.objects.ready().values_list("name", flat=True))
        self.kill(next(self.turns), ready=[int(name.rpartition(":")[2]) for name in names])

    def kill(self, kind: str, *, ready: list[int]) -> None:
        """One of the processes that are `ready` to grade, the worker with all of its processes, or Redis."""
        if kind != "redis" and not does_worker_answer():
            return  # it is on its way up: killed over and over, it would never come to work
        if kind == "process":
            pool = sorted(set(ready) & set(list_children(self.running["worker"].pid)))
            if not pool:
                return
            send_kill(random.choice(pool))
        else:
            victim = self.running[kind]
            for pid in [victim.pid, *list_descendants(victim.pid)]:
                send_kill(pid)
            victim.wait()
            self.start(kind)
        self.killed[kind] += 1


def list_children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def cause_chaos(*, number: int, pause_s: tuple[float, float]) -> dict[str, float]:
    """Hand in `number` submissions, while something is killed every now and then, and wait for all verdicts."""
    hand_in = fleet.prepare(students=STUDENTS).hand_in
    ours = Fleet()
    with running(ours, "redis", "worker", "beat"):
        begun, held, next_kill = time.monotonic(), 0, 0.0
        unfinished = Submission.objects.exclude(state=State.DONE)
        for count in range(number):
            hand_in(count)
            time.sleep(random.uniform(0, 0.05))
            if time.monotonic() > next_kill or count % (number // 3) == number // 6:
                ours.interfere()
                next_kill = time.monotonic() + random.uniform(*pause_s)
        while unfinished.exists() and time.monotonic() - begun < LONGEST_S:
            if time.monotonic() > next_kill and unfinished.count() > number // 2:
                ours.interfere()
                next_kill = time.monotonic() + random.uniform(*pause_s)
            ours.mend()
            held += sum(queue.retry(submission=one) for one in Submission.objects.broken())  # as the staff do
            time.sleep(0.2)
        seconds = round(time.monotonic() - begun, 1)
    killed = {f"killed_{kind}": times for kind, times in ours.killed.items()}
    return {**examine(number=number), **killed, "held_and_retried": held, "seconds": seconds}


def examine(*, number: int) -> dict[str, float]:
    """What is in the database afterwards, and whether a calm run gives the same points."""

    bench = Bench(place=PLACE_OF_COMMANDS)
    differing = list(regrades.foresee(submissions=Submission.objects.all(), bench=bench))
    bench.close()
    entries = GradeEntry.objects.count()
    graded = Submission.objects.filter(state=State.DONE, reports__isnull=False).distinct().count()
    return {
        "submissions": number,
        "lost": number - graded,
        "graded_twice": max(Report.objects.count(), entries) - graded,
        "ledger_entries": entries,
        "points_differ": len(differing),
        "put_back": Incident.objects.count(),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--submissions", type=int, default=0)
    options = parser.parse_args()
    if INSIDE not in os.environ:
        return fleet.run_inside("chaos", *sys.argv[1:])
    number = options.submissions or (QUICK_SUBMISSIONS if options.quick else SUBMISSIONS)
    figures = cause_chaos(number=number, pause_s=(0.3, 1.0) if number < QUICK_SUBMISSIONS else (2.0, 5.0))
    met = all(figures[name] == goal for name, goal in GOALS.items())
    for name, value in figures.items():
        print(f"{name:<22}{value:>10}{'   (goal: 0)' if name in GOALS else ''}")
    if options.json:
        print(json.dumps({"name": "chaos", "figures": figures, "goals": GOALS, "met": met}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
