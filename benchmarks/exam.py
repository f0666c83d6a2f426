"""An exam: so many students at once each take a whole quiz of 16 questions, 36 requests, without pausing to think.

The generator is a process of its own that speaks HTTP over kept-alive sockets and says what share of the processors it
took. The production server runs as the Procfile runs it. Afterwards every answer that got a 200 is looked for in the
database. `--kill` sends SIGKILL to the whole server again and again meanwhile. `--postgres` runs it on PostgreSQL.
`--sign-ins 500` then lets so many people sign in, fifty at a time, while fifty take the quiz, and compares how long
pages take those fifty with how long they took fifty others before.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest

from benchmarks.exam_server import SERVERS, Server, running_postgres
from courseapp.accounts.models import User
from courseapp.courses import people
from courseapp.courses.models import Course
from courseapp.courses.people import Place
from quizzes import authoring, questions
from quizzes.models import Answer, Attempt, Question, Quiz

GOALS = {"failed": 0, "lost": 0, "requests_per_s": 400.0, "mean_ms_at_100": 300.0}
QUESTIONS = 16
STUDENTS, QUICK_STUDENTS, AT_ONCE, QUICK_AT_ONCE = 2000, 12, 100, 12
INSIDE = "EXAM_INSIDE"
WARM = 2  # take the quiz before anything is measured
INSIDERS = 50  # take the quiz while others sign in; as many did before, for comparison
KILL_EVERY_S = 3.0
PASSWORD = "unrolled through time"


@dataclass(frozen=True)
class Run:
    figures: dict[str, float]
    acknowledged: dict[str, dict[str, str]]  # by attempt and position: the last choice that got a 200
    entering: dict[str, Any]  # how those fared who signed in
    cpu_s: float  # of the server


@dataclass(frozen=True)
class Kills:
    """How often the server is killed while it serves, and how many times at most."""

    every_s: float
    most: int


@transaction.atomic
def prepare(*, students: int, strangers: int = 0) -> list[str]:
    """A course with a published quiz, a signed-in session for each student, and others who are yet to sign in."""
    course = Course.objects.create(slug="exam", title="Exam")
    numbers = range(students + strangers)
    names = {f"s{number}@example.edu": f"S {number}" for number in numbers}
    enrolments = people.enrol_new(course=course, names=names, places=dict.fromkeys(names, Place()), tell=False)
    users = [enrolment.user for enrolment in enrolments]
    User.objects.filter(pk__in=[user.pk for user in users[students:]]).update(password=make_password(PASSWORD))
    asked = [_write_question(course, number) for number in range(QUESTIONS)]
    terms = authoring.Terms(title="Exam", layout=Quiz.Layout.EACH, time_limit=180)
    quiz = authoring.create_quiz(course=course, terms=terms, questions=asked, slug="exam")
    authoring.publish(quiz=quiz)
    return [_sign_in(user) for user in users[:students]]


def _write_question(course: Course, number: int) -> Question:
    spec = {"options": [rf"$h_{number}$", r"$\tanh(W h)$", "A gate", "Nothing"], "correct": [number % 4]}
    wording = questions.Wording(kind="single_choice", stem=rf"What is $\sigma(x_{number})$?", spec=spec)
    return questions.add(course=course, wording=wording, origin=Question.Origin.WRITTEN)


def _sign_in(user: User) -> str:
    """A session as signing in makes it, without its password hash: that is measured apart."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, user, backend="courseapp.accounts.signed_in.Backend")
    request.session.save()
    return str(request.session.session_key)


def drive(
    server: Server,
    *,
    sessions: list[str],
    at_once: int,
    kills: Kills | None = None,
    sign_ins: Sequence[str] = (),
) -> Run:
    """Let the generator loose, and wait for it."""
    order = {
        "sessions": sessions,
        "sign_ins": list(sign_ins),
        "at_once": at_once,
        "questions": QUESTIONS,
        "patient": bool(kills),
        "password": PASSWORD,
        "port": server.port,
    }
    cpu_before = server.read_cpu_s()
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:  # a pipe would be full before anybody reads it
        generator = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.exam_students"], stdin=subprocess.PIPE, stdout=output, text=True
        )
        assert generator.stdin is not None
        generator.stdin.write(json.dumps(order))
        generator.stdin.close()
        killed = _kill_meanwhile(server, generator, kills) if kills else 0
        generator.wait()
        output.seek(0)
        answer = json.load(output)
    seconds = time.monotonic() - started
    figures = _describe(answer, students=len(sessions), seconds=seconds)
    figures |= {"at_once": at_once, "killed": killed}
    cpu_s = 0.0 if kills else server.read_cpu_s() - cpu_before  # what a killed server took is gone with it
    if not kills:
        figures["server_cpu_ms_per_request"] = round(cpu_s / figures["requests"] * 1000, 2)
    return Run(figures=figures, acknowledged=answer["acknowledged"], entering=answer["entering"], cpu_s=cpu_s)


def _describe(answer: dict[str, Any], *, students: int, seconds: float) -> dict[str, float]:
    requests = students * (4 + 2 * QUESTIONS)
    return {
        "students": students,
        "requests": requests,
        "failed": answer["failed"],
        "requests_per_s": round(requests / answer["own_seconds"], 1),
        "mean_ms": round(answer["mean_ms"], 1),
        "p95_ms": round(answer["p95_ms"], 1),
        "generator_share": round(answer["cpu_s"] / (seconds * (os.cpu_count() or 1)), 3),
    }


def _kill_meanwhile(server: Server, generator: "subprocess.Popen[str]", kills: Kills) -> int:
    """How often the server was killed while the generator ran."""
    killed = 0
    while killed < kills.most and generator.poll() is None:
        time.sleep(kills.every_s)
        if generator.poll() is None:
            server.kill_and_start()
            killed += 1
    return killed


def count_lost(run: Run) -> int:
    """Answers that got a 200 and are not in the database, and attempts that are not submitted."""
    stored = {
        (str(attempt), str(position)): data
        for attempt, position, data in Answer.objects.values_list("attempt_id", "position", "data")
    }
    lost = 0
    for attempt, choices in run.acknowledged.items():
        for position, choice in choices.items():
            data = stored.get((attempt, position))
            lost += data is None or data.get("choice") != [choice]
    return lost + Attempt.objects.open().filter(pk__in=run.acknowledged).count()


def measure_sign_ins(server: Server, *, emails: list[str], before: list[str], meanwhile: list[str]) -> dict[str, float]:
    """What a burst of sign-ins costs, with the real password hash, and what those feel who are in already."""
    calm = drive(server, sessions=before, at_once=INSIDERS)
    burst = drive(server, sessions=meanwhile, at_once=INSIDERS, sign_ins=emails)
    return {
        "sign_ins": len(emails),
        "sign_ins_failed": burst.figures["failed"],
        "sign_ins_s": round(burst.entering["own_seconds"], 1),
        "sign_ins_p95_ms": round(burst.entering["p95_ms"], 1),
        "sign_ins_cpu_s": round(burst.cpu_s - calm.cpu_s, 1),
        "quiz_s_before": round(calm.figures["requests"] / calm.figures["requests_per_s"], 1),
        "quiz_s_meanwhile": round(burst.figures["requests"] / burst.figures["requests_per_s"], 1),
        "quiz_p95_ms_before": calm.figures["p95_ms"],
        "quiz_p95_ms_meanwhile": burst.figures["p95_ms"],
    }


def measure(*, server_name: str, students: int, at_once: int, kills: Kills | None, sign_ins: int) -> dict[str, float]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    inside = INSIDERS if sign_ins else 0
    begun = time.monotonic()
    total = WARM + 2 * inside + students
    sessions = prepare(students=total, strangers=sign_ins)
    figures: dict[str, float] = {"prepare_s": round(time.monotonic() - begun, 1)}
    with Server(server_name) as server:
        drive(server, sessions=sessions[:WARM], at_once=WARM)
        run = drive(server, sessions=sessions[WARM + 2 * inside :], at_once=at_once, kills=kills)
        figures |= {**run.figures, "lost": count_lost(run)}
        if sign_ins:
            before, meanwhile = sessions[WARM : WARM + inside], sessions[WARM + inside : WARM + 2 * inside]
            emails = [f"s{number}@example.edu" for number in range(total, total + sign_ins)]
            figures |= measure_sign_ins(server, emails=emails, before=before, meanwhile=meanwhile)
    return figures


def run_inside(options: argparse.Namespace) -> int:
    """Once more, in a process whose settings see a state folder, and a database, of its own."""
    with ExitStack() as stack:
        var = stack.enter_context(tempfile.TemporaryDirectory())
        database = stack.enter_context(running_postgres(Path(var) / "postgres")) if options.postgres else ""
        own = {
            "COURSEAPP_VAR": var,
            "DATABASE_URL": database,
            "REDIS_URL": "",
            "SITE_URL": "http://127.0.0.1",
            INSIDE: "1",
        }
        environment = {**os.environ, **own}
        return subprocess.run([sys.executable, "-m", "benchmarks.exam", *sys.argv[1:]], env=environment).returncode


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, started for this")
    parser.add_argument(
        "--kill",
        type=float,
        nargs="?",
        const=KILL_EVERY_S,
        default=0.0,
        metavar="SECONDS",
        help="kill the server with SIGKILL again and again, so often",
    )
    parser.add_argument("--most-kills", type=int, default=1_000)
    parser.add_argument("--server", choices=list(SERVERS), default=next(iter(SERVERS)))
    parser.add_argument("--students", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=0)
    parser.add_argument("--sign-ins", type=int, default=0)
    return parser.parse_args()


def main() -> int:
    options = read_options()
    if INSIDE not in os.environ:
        return run_inside(options)
    figures = measure(
        server_name=options.server,
        students=options.students or (QUICK_STUDENTS if options.quick else STUDENTS),
        at_once=options.at_once or (QUICK_AT_ONCE if options.quick else AT_ONCE),
        kills=Kills(options.kill, options.most_kills) if options.kill else None,
        sign_ins=options.sign_ins,
    )
    met = figures["failed"] == figures["lost"] == 0
    if not options.kill:
        met = (
            met
            and figures["requests_per_s"] >= GOALS["requests_per_s"]
            and figures["mean_ms"] < GOALS["mean_ms_at_100"]
        )
    for name, value in figures.items():
        print(f"{name:<28}{value:>10}")
    if options.json:
        print(json.dumps({"name": "exam", "figures": figures, "goals": GOALS, "met": met}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
