"""Many clicks at the same moment, on databases as the site uses them: threads, transactions and locks are real."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from benchmarks.exam_server import list_postgres, running_postgres

RACE = """
import django
django.setup()
import datetime
from concurrent.futures import ThreadPoolExecutor
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment
from courseapp.gradebook.models import GradeEntry
from quizzes import attempts, authoring, decks, questions, rulings
from quizzes.models import Attempt, Deck, Question, Quiz
from quizzes.sheets import Entry, Sheet

call_command("migrate", verbosity=0)
course = Course.objects.create(slug="race", title="Race")
student = User.objects.create_user("sam@example.edu", name="Sam")
Enrolment.objects.create(course=course, user=student)
spec = {"options": ["Yes", "No"], "correct": [0]}
wording = questions.Wording(kind="single_choice", stem="Ready?", spec=spec)
question = questions.add(course=course, wording=wording, origin="written")
due_at = timezone.now() + datetime.timedelta(hours=1)
terms = authoring.Terms(title="Race", due_at=due_at)
quiz = authoring.create_quiz(course=course, terms=terms, questions=[question])
authoring.publish(quiz=quiz)

def at_once(*actions):
    def act(action):
        try:
            return action()
        except attempts.AttemptClosedError:
            return None
        finally:
            connection.close()
    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(act, actions))

started = at_once(*[lambda: attempts.start(quiz=quiz, student=student)] * 6)
attempt = Attempt.objects.select_related("quiz").get()
assert set(started) == {attempt}
say = lambda choice: Sheet((Entry(1, {"choice": [choice]}, revision=0),))
at_once(
    *[lambda: attempts.save(attempt=attempt, sheet=say("1"))] * 3,
    *[lambda: attempts.submit(attempt=attempt, sheet=say("0"))] * 6,
    *[lambda: attempts.close_overdue(now=due_at + datetime.timedelta(minutes=1))] * 3,
)
entry = GradeEntry.objects.get()
attempt.refresh_from_db()
assert entry.points == attempt.points == (attempt.answers.get().data == {"choice": ["0"]}), entry
# Students hand in while the rules and the key are changed under them: nobody waits in a circle, nothing is forgotten.
crowd = [User.objects.create_user(f"s{number}@example.edu", name=f"S {number}") for number in range(8)]
for each in crowd:
    Enrolment.objects.create(course=course, user=each)
teacher = crowd[0]
theirs = [attempts.start(quiz=quiz, student=each) for each in crowd]
at_once(
    *[lambda each=each: attempts.submit(attempt=each, sheet=say("1")) for each in theirs[:6]],
    *[lambda minutes=minutes: authoring.change_terms(
        quiz=Quiz.objects.get(), terms=authoring.Terms(title="Race", due_at=due_at, time_limit=minutes)
    ) for minutes in (50, 55)],
    *[lambda points=points: rulings.apply(
        quiz=quiz, question=question, proposal=rulings.Proposal(kind="full", reason="Unclear."), author=teacher
    ) for points in (1, 2)],
    *[lambda: attempts.close_overdue(now=due_at + datetime.timedelta(minutes=1))] * 2,
)
for each in Attempt.objects.exclude(pk=attempt.pk):
    assert each.points == each.max_points == 1, each

text = b"A Lecture\\n\\nOne Slide\\n\\nKey Points\\n\\n- One thing\\n"
imported = at_once(*[lambda: decks.import_deck(course=course, filename="a.txt", data=text).deck] * 4)
assert set(imported) == {Deck.objects.get()}
print("fine")
"""


def race(var: Path, *, database: str = "") -> None:
    environment = {
        "COURSEAPP_VAR": str(var),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "courseapp.settings",
        "PATH": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", RACE], cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "fine", done.stderr


def test_clicks_at_once_give_one_attempt_one_grade_and_one_deck(tmp_path: Path):
    race(tmp_path)


@pytest.mark.skipif(not list_postgres(), reason="PostgreSQL's server is not installed")
def test_the_same_on_postgresql(tmp_path: Path):
    with tempfile.TemporaryDirectory() as folder, running_postgres(Path(folder) / "postgres") as database:
        race(tmp_path, database=database)
