"""What a page asks the database while a class takes a quiz does not grow: not with questions, students or attempts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courseapp.courses import people
from courseapp.courses.people import Place
from quizzes import attempts, authoring
from quizzes.models import Quiz
from tests.quizzes.views.test_attempts import write_many

AUTOSAVE = {"X-Requested-With": "autosave"}
MOST = {"quiz": 10, "start": 18, "open": 6, "save": 6, "submit": 16, "result": 9}


@pytest.fixture
def make_quiz(deck, course, instructor):
    written = write_many(deck, instructor)

    def make(number: int) -> Quiz:
        terms = authoring.Terms(title=f"Of {number}", layout=Quiz.Layout.EACH, attempts_allowed=20)
        quiz = authoring.create_quiz(course=course, terms=terms, questions=written[:number])
        authoring.publish(quiz=quiz)
        return quiz

    return make


def take(quiz: Quiz, client) -> dict[str, int]:
    """Number of statements of each kind of request."""
    counts = {}

    def count(kind: str, ask):
        with CaptureQueriesContext(connection) as asked:
            answer = ask()
        counts[kind] = len(asked)
        return answer

    address = quiz.get_absolute_url()
    count("quiz", lambda: client.get(address))
    path = count("start", lambda: client.post(f"{address}start/")).url
    page = count("open", lambda: client.get(f"{path}questions/1/"))
    (seen,) = re.findall(r'name="q1.seen" value="([^"]+)"', page.content.decode())
    fields = {"q1.seen": seen, "q1.choice": "0"}
    assert count("save", lambda: client.post(f"{path}save/", fields, headers=AUTOSAVE)).content == b"Saved"
    count("submit", lambda: client.post(f"{path}submit/"))
    assert "score-value" in count("result", lambda: client.get(path)).content.decode()
    return counts


def test_nothing_grows_with_questions_students_or_attempts(make_quiz, course, student, sign_in):
    client = sign_in(student)
    few, many = make_quiz(2), make_quiz(20)
    take(few, client)  # the first time compiles, and asks for notices
    base = take(few, client)
    assert take(many, client) == base
    names = {f"s{number}@example.edu": f"S {number}" for number in range(10)}
    for enrolment in people.enrol_new(course=course, names=names, places=dict.fromkeys(names, Place())):
        attempts.submit(attempt=attempts.start(quiz=many, student=enrolment.user))
    assert take(many, client) == base
    assert {kind: number for kind, number in base.items() if number > MOST[kind]} == {}
