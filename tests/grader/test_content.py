"""Assignments of a course, read from its files."""

from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from courseapp.courses.content import ContentError
from courseapp.gradebook.models import GradeItem
from grader import content
from grader.judge import load_assignment
from grader.models import Assignment

FULL = """
assignment = "rnn_cell"
title = "Your first cell"
opens = 2026-09-01
due = 2026-11-30T18:00:00
published = 2026-08-30

[limits]
attempts = 20
cooldown_s = 30
per_hour = 12
"""


@pytest.fixture
def write(tmp_path: Path):
    def write_file(text: str, name: str = "first-cell.toml") -> Path:
        (tmp_path / "assignments").mkdir(exist_ok=True)
        (tmp_path / "assignments" / name).write_text(text)
        return tmp_path

    return write_file


def test_a_file_becomes_an_assignment_with_a_column(course, write):
    changes = content.sync(course=course, folder=write(FULL))
    assignment = Assignment.objects.select_related("item").get()
    assert [str(change.action) for change in changes] == ["created"]
    assert (assignment.slug, assignment.source, assignment.title) == ("first-cell", "rnn_cell", "Your first cell")
    assert (assignment.attempts, assignment.cooldown_s, assignment.hourly_limit) == (20, 30, 12)
    item = assignment.item
    assert (item.key, item.title, item.max_points) == ("assignment:first-cell", "Your first cell", Decimal(20))
    assert (item.due_at, item.opens_at, item.published_at) == (
        assignment.due_at,
        assignment.opens_at,
        assignment.published_at,
    )
    assert item.url == "/c/sequences/assignments/first-cell/"


def test_a_second_reading_changes_nothing(course, write):
    folder = write('assignment = "rnn_cell"\n')
    content.sync(course=course, folder=folder)
    published = Assignment.objects.get().published_at
    assert [change.action for change in content.sync(course=course, folder=folder)] == ["unchanged"]
    assert Assignment.objects.get().published_at == published is not None


def test_a_changed_file_changes_its_fields(course, write):
    content.sync(course=course, folder=write(FULL))
    changed = content.sync(course=course, folder=write(FULL.replace("12", "13").replace("2026-08-30", "false")))
    assert set(changed[0].fields) == {"hourly_limit", "published_at"}
    assert not Assignment.objects.get().is_published
    assert GradeItem.objects.get().published_at is None


def test_a_folder_of_the_courses_own_is_found_from_its_file(course, write, tmp_path):
    copytree(load_assignment("rnn_cell").folder, tmp_path / "assignments" / "own_cell")
    content.sync(course=course, folder=write('assignment = "./own_cell"\n'))
    assert Assignment.objects.get().source == str(tmp_path / "assignments" / "own_cell")


def test_new_points_of_an_assignment_reach_the_column(course, write, tmp_path):
    own = tmp_path / "assignments" / "own_cell"
    copytree(load_assignment("rnn_cell").folder, own)
    folder = write('assignment = "./own_cell"\n')
    content.sync(course=course, folder=folder)
    manifest = own / "assignment.toml"
    manifest.write_text(manifest.read_text().replace("h = 3", "h = 13"))
    changes = content.sync(course=course, folder=folder)
    assert (changes[0].action, changes[0].fields) == ("updated", ("max_points",))
    assert GradeItem.objects.get().max_points == Decimal(30)


def test_a_course_without_assignments_is_fine(course, tmp_path):
    assert content.sync(course=course, folder=tmp_path) == []


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("title = 'x'", "a.toml", "says nothing of `assignment`"),
        ('assignment = "rnn_sell"', "a.toml", "no built-in assignment"),
        ('assignment = "./nowhere"', "a.toml", "no such folder"),
        ('assignment = "rnn_cell"\ndeu = 2026-01-01', "a.toml", "`deu` is not known"),
        ('assignment = "rnn_cell"\n[limits]\nattempts = 0', "a.toml", "at least 1"),
        ('assignment = "rnn_cell"\n[limits]\nper_day = 1', "a.toml", "`per_day` is not known"),
        ('assignment = "rnn_cell"\ndue = "soon"', "a.toml", "is no date"),
        ('assignment = "rnn_cell"', "a b.toml", "goes into addresses"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_the_file(text, name, reason, course, write):
    folder = write(text, name)
    with pytest.raises(ContentError, match=reason) as caught:
        content.sync(course=course, folder=folder)
    assert name in str(caught.value)
