"""The rules of a quiz as its file states them."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from courseapp.courses.content import ContentError
from quizzes import authoring, content, quiz_files
from quizzes.models import Quiz
from tests.quizzes.conftest import DECK

WHOLE = """
title = "Final"
deck = "valves.txt"
due = "+7 days 18:00"
closes = "+8 days 18:00"
late = { percent = 12.5, per = "hour" }
time_limit = 45
counting = "average"
layout = "one_way"
shuffle = ["options"]
access_code = " open sesame "
feedback = "question"
show = { score = "due", key = "never", explanation = 2030-01-02T08:00:00 }

[pools]
valves = 1

[[questions]]
found = "Pop Quiz #1"
pool = "valves"

[[questions]]
found = "Pop Quiz #2"
pool = "valves"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "decks" / "valves.txt").write_text(DECK)
    return tmp_path


def sync(course, folder: Path, text: str) -> str:
    (folder / "quizzes" / "final.toml").write_text(text)
    with transaction.atomic():
        return content.sync(course=course, folder=folder)[1].action


def test_every_rule_and_pool_is_stated(course, folder):
    assert sync(course, folder, WHOLE) == "created"
    quiz = Quiz.objects.get()
    assert quiz.closes_at - quiz.due_at == dt.timedelta(days=1)
    assert (quiz.late_percent, quiz.late_per, quiz.time_limit) == (Decimal("12.5"), "hour", 45)
    assert (quiz.counting, quiz.layout, quiz.feedback) == ("average", "one_way", "question")
    assert (quiz.shuffle_questions, quiz.shuffle_options, quiz.access_code) == (False, True, "open sesame")
    assert (quiz.score_shown, quiz.key_shown, quiz.explanation_shown) == ("due", "never", "date")
    assert quiz.explanation_date.year == 2030
    draws = authoring.read_draws(quiz)
    assert draws.draw == {"valves": 1}
    assert set(draws.pools.values()) == {"valves"}
    assert sync(course, folder, WHOLE) == "unchanged"


def test_what_a_file_does_not_state_stays_as_it_was_set_on_the_site(course, folder):
    sync(course, folder, WHOLE)
    plain = 'title = "Final"\ndeck = "valves.txt"\ndue = "+7 days 18:00"\nquestions = ["Pop Quiz #1", "Pop Quiz #2"]'
    assert sync(course, folder, plain) == "unchanged"
    quiz = Quiz.objects.get()
    assert (quiz.time_limit, quiz.layout, quiz.access_code) == (45, "one_way", "open sesame")
    assert authoring.read_draws(quiz).draw == {"valves": 1}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("time_limit = 45", "time_limit = -1", "`time_limit` is a whole number from 0"),
        ("time_limit = 45", "time_limit = true", "`time_limit` is a whole number from 0"),
        ('"average"', '"median"', "`counting` is one of best, last, average; this says 'median'"),
        ('"hour"', '"week"', "`per` is one of once, hour, day"),
        ("percent = 12.5", "percent = 120", "`percent` is a number from 0 to 100"),
        ("percent = 12.5", 'percent = "lots"', "`percent` is a number from 0 to 100"),
        ("percent = 12.5", "percent = nan", "`percent` is a number from 0 to 100"),
        ("percent = 12.5, ", "", "`late` says what is taken off"),
        ('["options"]', '"options"', "`shuffle` is a list"),
        ('score = "due"', 'score = "date"', "`score` is one of now, due, never"),
        ('score = "due"', 'marks = "due"', "`show` says when what is shown"),
        ('" open sesame "', "1234", "`access_code` is a text"),
        ("valves = 1", "valves = 0", "[pools] gives each pool the number"),
        ("valves = 1", "valve = 1", "do not agree on valve, valves"),
        ("valves = 1", "valves = 3", "1 to 2 questions can be drawn"),
        ("[pools]\nvalves = 1", "", "has no [pools]"),
        ('closes = "+8 days 18:00"', 'closes = "+6 days"', "Late answers are taken after the due date"),
        ("Quiz #2", "Quiz #1", "asks 'Pop Quiz #1' twice"),
    ],
)
def test_a_wrong_rule_is_named_with_what_to_do(course, folder, old, new, says):
    assert old in WHOLE
    with pytest.raises(ContentError, match=r"final\.toml") as refused:
        sync(course, folder, WHOLE.replace(old, new))
    assert says in str(refused.value)
    assert not Quiz.objects.exists()


def test_zero_minutes_are_no_limit(course, tmp_path):
    path = tmp_path / "final.toml"
    path.write_text(WHOLE.replace("time_limit = 45", "time_limit = 0"))
    assert quiz_files.read(path=path, course=course).terms["time_limit"] is None
