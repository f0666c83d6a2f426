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
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from courseapp.celery import app
from courseapp.courses import people
from courseapp.courses.models import Course
from courseapp.courses.people import Place
from courseapp.gradebook.models import GradeEntry
from grader import coursework, queue, regrades, submissions
from grader.bench import PLACE_OF_COMMANDS, Bench
from grader.judge import load_assignment
from grader.models import Incident, Report, State, Submission, Worker
from tests.processes import list_descendants

GOALS = {"lost": 0, "graded_twice": 0, "points_differ": 0}
SUBMISSIONS, QUICK_SUBMISSIONS = 300, 60
STUDENTS = 40
LONGEST_S = 600.0
INSIDE = "CHAOS_INSIDE"
KINDS = ("process", "redis", "process", "worker", "process")  # what is killed, in turn
PYTHON = sys.executable
COMMANDS = {
    "redis": [PYTHON, "-m", "courseapp.site.broker"],
    "worker": [PYTHON, "-m", "celery", "--quiet", "--app", "courseapp", "worker", "--loglevel", "error", "-c", "2"],
    "beat": [PYTHON, "-m", "celery", "--quiet", "--app", "courseapp", "beat", "--loglevel", "error"],
}


@dataclass
class Fleet:
    """The processes of a site but the web server. What is killed is started again at once, as a supervisor would."""

    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    turns: Iterator[str] = field(default_factory=lambda: itertools.cycle(KINDS))

    def start(self, name: str) -> None:
        with (settings.VAR / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(COMMANDS[name], cwd=settings.ROOT, stdout=log, stderr=log)

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

    def stop(self) -> None:
        """All at once: the folder is thrown away."""
        for process in self.running.values():
            for pid in [process.pid, *list_descendants(process.pid)]:
                send_kill(pid)
            process.wait()


def does_worker_answer() -> bool:
    try:
        return bool(app.control.broadcast("ping", reply=True, timeout=1.0, limit=1))
    except (OSError, KombuError, RedisError):
        return False


def list_children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def send_kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def running_fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    try:
        for name in COMMANDS:
            fleet.start(name)
        yield fleet
    finally:
        fleet.stop()


def wait_until(is_so: Callable[[], bool], *, what: str, seconds: float = LONGEST_S) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.1)


def cause_chaos(*, number: int, pause_s: tuple[float, float]) -> dict[str, float]:
    """Hand in `number` submissions, while something is killed every now and then, and wait for all verdicts."""

    call_command("migrate", verbosity=0)
    hand_in = prepare()
    with running_fleet() as fleet:
        wait_until(lambda: Worker.objects.ready().count() == 2, what="the workers", seconds=60)
        wait_until(does_worker_answer, what="the worker", seconds=60)
        begun, held, next_kill = time.monotonic(), 0, 0.0
        unfinished = Submission.objects.exclude(state=State.DONE)
        for count in range(number):
            hand_in(count)
            time.sleep(random.uniform(0, 0.05))
            if time.monotonic() > next_kill or count % (number // 3) == number // 6:
                fleet.interfere()
                next_kill = time.monotonic() + random.uniform(*pause_s)
        while unfinished.exists() and time.monotonic() - begun < LONGEST_S:
            if time.monotonic() > next_kill and unfinished.count() > number // 2:
                fleet.interfere()
                next_kill = time.monotonic() + random.uniform(*pause_s)
            fleet.mend()
            held += sum(queue.retry(submission=one) for one in Submission.objects.broken())  # as the staff do
            time.sleep(0.2)
        seconds = round(time.monotonic() - begun, 1)
    killed = {f"killed_{kind}": times for kind, times in fleet.killed.items()}
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


def prepare() -> Callable[[int], None]:
    """A course with students, and a way to hand in: right, wrong and unwritten answers in turn, no two alike."""

    course = Course.objects.create(slug="chaos", title="Chaos")
    names = {f"s{number}@example.edu": f"S {number}" for number in range(STUDENTS)}
    enrolments = people.enrol_new(course=course, names=names, places=dict.fromkeys(names, Place()))
    students = [enrolment.user for enrolment in enrolments]
    assignment, _ = coursework.ensure(
        course=course, slug="rnn-cell", source="rnn_cell", published_at=timezone.now(), hourly_limit=10_000
    )
    declared = load_assignment("rnn_cell")
    mistakes = sorted((declared.folder / "mistakes").glob("*.py"))
    texts = [declared.solution, declared.starter, *(path.read_text() for path in mistakes[:4])]

    def hand_in(count: int) -> None:
        data = f"{texts[count % len(texts)]}\n# {count}\n".encode()
        student = students[count % STUDENTS]
        submissions.submit(assignment=assignment, student=student, filename="cell.py", data=data)

    return hand_in


def run_inside(*arguments: str) -> int:
    """Once more, in a process whose settings see a state folder of its own."""
    with tempfile.TemporaryDirectory() as var:
        own = {"COURSEAPP_VAR": var, "DATABASE_URL": "", "REDIS_URL": "", INSIDE: "1"}
        environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "courseapp.settings"}
        return subprocess.run([PYTHON, "-m", "benchmarks.chaos", *arguments], env=environment, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--submissions", type=int, default=0)
    options = parser.parse_args()
    if INSIDE not in os.environ:
        return run_inside(*sys.argv[1:])
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
