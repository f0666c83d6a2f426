"""An exam: so many students at once each take a whole quiz of 16 questions, 36 requests, without pausing to think.

The generator is a process of its own that speaks HTTP over kept-alive sockets and says what share of the processors it
took. The production server runs as the Procfile runs it. Afterwards every answer that got a 200 is looked for in the
database. `--kill` sends SIGKILL to the whole server again and again meanwhile. `--postgres` runs it on PostgreSQL.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.core.management import call_command
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
INSIDERS = 10  # two to warm up, and eight who take their quiz while others sign in
KILL_EVERY_S = 3.0
PASSWORD = "unrolled through time"


@dataclass(frozen=True)
class Run:
    figures: dict[str, float]
    acknowledged: dict[str, dict[str, str]]  # by attempt and position: the last choice that got a 200


@dataclass(frozen=True)
class Kills:
    """How often the server is killed while it serves, and how many times at most."""

    every_s: float
    most: int


def prepare(*, students: int) -> list[str]:
    """A course with a published quiz, and a signed-in session for each student."""
    course = Course.objects.create(slug="exam", title="Exam")
    names = {f"s{number}@example.edu": f"S {number}" for number in range(students)}
    enrolments = people.enrol_new(course=course, names=names, places=dict.fromkeys(names, Place()))
    asked = [_write_question(course, number) for number in range(QUESTIONS)]
    terms = authoring.Terms(title="Exam", layout=Quiz.Layout.EACH, time_limit=180)
    quiz = authoring.create_quiz(course=course, terms=terms, questions=asked, slug="exam")
    authoring.publish(quiz=quiz)
    return [_sign_in(enrolment.user) for enrolment in enrolments]


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


def drive(server: Server, *, sessions: list[str], at_once: int, kills: Kills | None = None) -> Run:
    """Let the generator loose, and wait for it."""
    order = {
        "sessions": sessions,
        "sign_ins": [],
        "at_once": at_once,
        "questions": QUESTIONS,
        "patient": bool(kills),
    }
    cpu_before = server.read_cpu_s()
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:  # a pipe would be full before anybody reads it
        generator = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.exam_students"], stdin=subprocess.PIPE, stdout=output, text=True
        )
        assert generator.stdin is not None
        generator.stdin.write(json.dumps({**order, "port": server.port}))
        generator.stdin.close()
        killed = _kill_meanwhile(server, generator, kills) if kills else 0
        generator.wait()
        output.seek(0)
        answer = json.load(output)
    seconds = time.monotonic() - started
    requests = len(sessions) * (4 + 2 * QUESTIONS)
    figures = {
        "students": len(sessions),
        "at_once": at_once,
        "requests": requests,
        "failed": answer["failed"],
        "requests_per_s": round(requests / answer["seconds"], 1),
        "mean_ms": round(answer["mean_ms"], 1),
        "p95_ms": round(answer["p95_ms"], 1),
        "generator_share": round(answer["cpu_s"] / (seconds * (os.cpu_count() or 1)), 3),
        "killed": killed,
    }
    if not kills:
        figures["server_cpu_ms_per_request"] = round((server.read_cpu_s() - cpu_before) / requests * 1000, 2)
    return Run(figures=figures, acknowledged=answer["acknowledged"])


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


def measure_sign_ins(server: Server, *, number: int, sessions: list[str]) -> dict[str, float]:
    """What a burst of sign-ins costs, with the real password hash, and how long pages take those who are in already."""
    for user in User.objects.order_by("pk")[INSIDERS : INSIDERS + number]:
        user.set_password(PASSWORD)
        user.save()
    emails = [f"s{each}@example.edu" for each in range(INSIDERS, INSIDERS + number)]
    order = {"port": server.port, "sessions": sessions, "sign_ins": emails, "at_once": 50, "patient": False}
    cpu_before = server.read_cpu_s()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.exam_students"],
        input=json.dumps({**order, "questions": QUESTIONS, "password": PASSWORD}),
        stdout=subprocess.PIPE,
        text=True,
    )
    answer = json.loads(done.stdout)
    return {
        "sign_ins": number,
        "sign_ins_failed": answer["failed"],
        "sign_ins_per_s": round(answer["per_s"], 1),
        "p95_ms_meanwhile": round(answer["p95_ms"], 1),
        "cpu_s_of_both": round(server.read_cpu_s() - cpu_before, 1),
    }


def measure(*, server_name: str, students: int, at_once: int, kills: Kills | None, sign_ins: int) -> dict[str, float]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    sessions = prepare(students=students)
    with Server(server_name) as server:
        warm, inside, rest = sessions[:2], sessions[2:INSIDERS], sessions[INSIDERS:]
        drive(server, sessions=warm, at_once=2)
        run = drive(server, sessions=rest, at_once=at_once, kills=kills)
        figures = {**run.figures, "lost": count_lost(run)}
        if sign_ins:
            figures |= measure_sign_ins(server, number=sign_ins, sessions=inside)
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
        students=(options.students or (QUICK_STUDENTS if options.quick else STUDENTS)) + INSIDERS,
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
