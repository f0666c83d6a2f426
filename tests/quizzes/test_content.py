"""Decks and quizzes as files."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from courseapp.courses.content import ContentError
from quizzes import attempts, authoring, content
from quizzes.models import Question, QuestionVersion, Quiz
from tests.quizzes.conftest import DECK

WEEK = """
title = "Week 1"
intro = "Read the slides first."
deck = "valves.txt"
questions = ["Pop Quiz #2", 1]
opens = "+0 days 08:00"
due = "+7 days 18:00"
attempts = 2
published = true
"""
WRITTEN = """
title = "By hand"
deck = "valves.txt"

[[questions]]
found = "Pop Quiz #3"
correct = "B"
points = 2

[[questions]]
name = "ones"
stem = "What does a valve of 1 let through?"
options = ["Everything", "Nothing"]
correct = "A"
explanation = "$1 \\\\cdot s = s$"
points = 0.5
slide = 2
shuffle = true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "decks" / "valves.txt").write_text(DECK)
    return tmp_path


def put(folder: Path, text: str, name: str = "week-1") -> None:
    (folder / "quizzes" / f"{name}.toml").write_text(text)


def list_asked(quiz: Quiz) -> list[tuple[str, Decimal]]:
    places = quiz.places.select_related("question__current").order_by("position")
    return [(place.question.latest.label, place.points) for place in places]


def test_a_course_without_decks_and_quizzes_is_fine(course, tmp_path):
    assert content.sync(course=course, folder=tmp_path) == []


def test_a_quiz_of_a_deck_is_made_and_published(course, folder):
    put(folder, WEEK)
    changes = content.sync(course=course, folder=folder)
    assert [(change.action, change.kind, change.name) for change in changes] == [
        ("created", "deck", "valves.txt"),
        ("created", "quiz", "week-1"),
    ]
    quiz = Quiz.objects.get(slug="week-1")
    assert (quiz.title, quiz.intro, quiz.attempts_allowed) == ("Week 1", "Read the slides first.", 2)
    assert quiz.opens_at is not None
    assert quiz.due_at == quiz.opens_at + timedelta(days=7, hours=10)
    assert quiz.is_published
    assert list_asked(quiz) == [("Pop Quiz #2", 1), ("Pop Quiz #1", 1)]


def test_the_same_files_again_change_nothing(course, folder):
    put(folder, WEEK)
    put(folder, WRITTEN, "by-hand")
    content.sync(course=course, folder=folder)
    before = Question.objects.count(), QuestionVersion.objects.count()
    assert {change.action for change in content.sync(course=course, folder=folder)} == {"unchanged"}
    assert before == (Question.objects.count(), QuestionVersion.objects.count())


def test_a_changed_file_says_what_changed(course, folder):
    put(folder, WEEK)
    content.sync(course=course, folder=folder)
    put(folder, WEEK.replace("Week 1", "Week one").replace(", 1]", "]").replace("= true", "= false"))
    change = content.sync(course=course, folder=folder)[1]
    assert (change.action, change.fields) == ("updated", ("title", "questions", "published"))


def test_questions_can_be_given_a_key_or_written_out(course, folder):
    put(folder, WRITTEN)
    content.sync(course=course, folder=folder)
    found, written = [place.question for place in Quiz.objects.get().places.order_by("position")]
    assert found.latest.spec["correct"] == [1]
    assert list_asked(Quiz.objects.get()) == [("Pop Quiz #3", 2), ("", Decimal("0.5"))]
    assert written.origin == "written"
    assert written.latest.spec == {"options": ["Everything", "Nothing"], "correct": [0], "shuffle": True}
    assert [anchor.slide.number for anchor in written.anchors.all()] == [2]


def test_a_reworded_question_is_a_new_version_of_the_same_question(course, folder):
    put(folder, WRITTEN)
    content.sync(course=course, folder=folder)
    put(folder, WRITTEN.replace("let through?", "let pass?"))
    content.sync(course=course, folder=folder)
    assert Question.objects.get(key="quiz:week-1:ones").versions.count() == 2


def test_without_a_list_every_question_that_can_be_asked_is(course, folder):
    put(folder, 'title = "All"\ndeck = "valves.txt"')
    content.sync(course=course, folder=folder)
    assert [label for label, _ in list_asked(Quiz.objects.get())] == ["Pop Quiz #1", "Pop Quiz #2"]


def test_publication_that_the_file_does_not_mention_is_left_alone(course, folder):
    put(folder, WEEK)
    content.sync(course=course, folder=folder)
    put(folder, WEEK.replace("published = true", ""))
    content.sync(course=course, folder=folder)
    assert Quiz.objects.get().is_published


def test_rules_and_pools_that_were_set_on_the_site_are_left_alone(course, folder):
    put(folder, WEEK)
    content.sync(course=course, folder=folder)
    quiz = Quiz.objects.get()
    points = {place.question: place.points for place in quiz.places.order_by("position")}
    draws = authoring.Draws(pools=dict.fromkeys(points, "A"), draw={"A": 1})
    terms = replace(authoring.read_terms(quiz), time_limit=20, access_code="gate")
    authoring.change_quiz(quiz=quiz, terms=terms, points=points, draws=draws)
    put(folder, WEEK.replace("Week 1", "Week one"))
    content.sync(course=course, folder=folder)
    quiz.refresh_from_db()
    assert authoring.read_terms(quiz) == replace(terms, title="Week one")
    assert authoring.read_draws(quiz) == draws


def test_a_started_quiz_keeps_its_questions(course, folder, student):
    put(folder, WEEK)
    content.sync(course=course, folder=folder)
    quiz = Quiz.objects.get()
    attempts.start(quiz=quiz, student=student, now=quiz.opens_at)
    put(folder, WEEK.replace(", 1]", "]"))
    with pytest.raises(ContentError, match=r"week-1\.toml: Students have already started"):
        content.sync(course=course, folder=folder)


def test_a_deck_that_cannot_be_read_is_named(course, folder):
    (folder / "decks" / "broken.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00" * 10)
    with pytest.raises(ContentError, match=r"broken\.txt"):
        content.sync(course=course, folder=folder)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('deck = "valves.txt"', "says nothing of `title`"),
        ('title = "x"', "asks nothing"),
        ('title = "x"\ndeck = "none.txt"', "there is no deck"),
        ('title = "x"\ndeck = 3', "`deck` is the name"),
        ('title = "x"\ndeck = "valves.txt"\ndeu = 2026-01-01', "nobody knows `deu`"),
        ('title = "x"\ndeck = "valves.txt"\nattempts = 0', "whole number from 1"),
        ('title = "x"\ndeck = "valves.txt"\ndue = "soon"', "is no date"),
        ('title = "x"\ndeck = "valves.txt"\npublished = "yes"', "true or false"),
        (
            'title = "x"\ndeck = "valves.txt"\nquestions = ["Pop Quiz #9"]',
            "no question called 'Pop Quiz #9'. It has: 1",
        ),
        ('title = "x"\ndeck = "valves.txt"\nquestions = [true]', "`questions` is a list"),
        ('title = "x"\n[[questions]]\nfound = 1', "no deck has no question"),
        ('title = "x"\n[[questions]]\nstem = "?"\noptions = ["a"]', "at least two texts"),
        ('title = "x"\n[[questions]]\nstem = "?"\noptions = ["a", "b"]\ncorrect = "C"', "there is no option C"),
        ('title = "x"\n[[questions]]\nstem = "?"\noptions = ["a", "b"]\ncorrect = 1', "is the letter"),
        ('title = "x"\n[[questions]]\nstem = "?"\noptions = ["a", "b"]\nslide = 1', "has no slide 1"),
        ('title = "x"\n[[questions]]\nstem = "?"\noptions = ["a", "b"]\npoints = -1', "from 0 to 1000"),
        (
            'title = "x"\n[[questions]]\nstem = "?"\noptions = ["a", "b"]\nanswer = "a"',
            "question 1: nobody knows `answer`",
        ),
        ('title = "x"\ndeck = "valves.txt"\nquestions = [3]\npublished = true', "No option is marked as right"),
    ],
)
def test_a_file_that_cannot_be_followed_is_named_with_the_reason(course, folder, text, sentence):
    put(folder, text)
    with pytest.raises(ContentError) as caught:
        content.sync(course=course, folder=folder)
    assert "week-1.toml" in str(caught.value)
    assert sentence in str(caught.value)


def test_a_deck_file_that_changed_is_a_newer_file_for_the_same_deck(course, tmp_path):
    (tmp_path / "decks").mkdir()
    path = tmp_path / "decks" / "valves.txt"
    path.write_text(DECK)
    content.sync(course=course, folder=tmp_path)
    path.write_text(DECK.replace("Half of it", "A tenth of it"))
    [change] = content.sync(course=course, folder=tmp_path)
    assert (change.action, change.name) == ("updated", "valves.txt")
    assert course.decks.get().questions.get(position=1).latest.spec["options"][2] == "A tenth of it"
    assert [change.action for change in content.sync(course=course, folder=tmp_path)] == ["unchanged"]
