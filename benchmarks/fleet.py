"""A site's processes in a state folder of its own, a course with students, and a way to hand in. For benchmarks."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from courseapp.accounts.models import User
from courseapp.celery import app
from courseapp.courses import people
from courseapp.courses.models import Course
from courseapp.courses.people import Place
from grader import coursework, submissions
from grader.judge import load_assignment
from grader.models import Submission, Worker
from tests.processes import list_descendants

INSIDE = "BENCHMARK_INSIDE"
LANES = 2
PYTHON = sys.executable
CELERY = [PYTHON, "-m", "celery", "--quiet", "--app", "courseapp"]
COMMANDS = {
    "redis": [PYTHON, "-m", "courseapp.site.broker"],
    "web": [PYTHON, "-m", "courseapp.site.web_server"],
    "worker": [*CELERY, "worker", "--loglevel", "error", "-c", str(LANES)],
    "beat": [*CELERY, "beat", "--loglevel", "error"],
}


@dataclass
class Fleet:
    """The processes of a site, by name."""

    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        with (settings.VAR / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(COMMANDS[name], cwd=settings.ROOT, stdout=log, stderr=log)

    def stop(self) -> None:
        """All at once: the folder is thrown away."""
        for process in self.running.values():
            for pid in [process.pid, *list_descendants(process.pid)]:
                send_kill(pid)
            process.wait()


def send_kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def running(fleet: Fleet, *names: str) -> Iterator[None]:
    """Start them, wait until the workers are ready to grade, and end them all."""
    try:
        for name in names:
            fleet.start(name)
        wait_until(lambda: Worker.objects.ready().count() == LANES, what="the workers", seconds=90)
        wait_until(does_worker_answer, what="the worker", seconds=60)
        yield
    finally:
        fleet.stop()


def does_worker_answer() -> bool:
    try:
        return bool(app.control.broadcast("ping", reply=True, timeout=1.0, limit=1))
    except (OSError, KombuError, RedisError):
        return False


def wait_until(is_so: Callable[[], bool], *, what: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.1)


@dataclass(frozen=True)
class Class:
    """A course with students and one assignment; `texts` are handed in in turn, no two alike."""

    course: Course
    students: Sequence[User]
    texts: Sequence[str]
    hand_in: Callable[[int], Submission]


def prepare(*, students: int, mistakes: int = 4, starter: bool = True) -> Class:
    """Make the database, a course, and a way to hand in: right, wrong and unwritten answers in turn."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    course = Course.objects.create(slug="bench", title="Benchmark")
    names = {f"s{number}@example.edu": f"S {number}" for number in range(students)}
    enrolments = people.enrol_new(course=course, names=names, places=dict.fromkeys(names, Place()))
    members = [enrolment.user for enrolment in enrolments]
    assignment, _ = coursework.ensure(
        course=course, slug="rnn-cell", source="rnn_cell", published_at=timezone.now(), hourly_limit=10_000
    )
    declared = load_assignment("rnn_cell")
    wrong = sorted((declared.folder / "mistakes").glob("*.py"))[:mistakes]
    texts = [declared.solution, *([declared.starter] if starter else []), *(path.read_text() for path in wrong)]

    def hand_in(count: int) -> Submission:
        data = f"{texts[count % len(texts)]}\n# {count}\n".encode()
        student = members[count % students]
        return submissions.submit(assignment=assignment, student=student, filename="cell.py", data=data)

    return Class(course, members, texts, hand_in)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_inside(name: str, *arguments: str, **environment: str) -> int:
    """Run a benchmark once more, in a process whose settings see a state folder of its own."""
    with tempfile.TemporaryDirectory() as var:
        own = {"COURSEAPP_VAR": var, "DATABASE_URL": "", "REDIS_URL": "", INSIDE: "1", **environment}
        variables = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "courseapp.settings"}
        return subprocess.run([PYTHON, "-m", f"benchmarks.{name}", *arguments], env=variables, check=False).returncode
