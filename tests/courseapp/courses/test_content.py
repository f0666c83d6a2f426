"""A course as files -> the database."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from courseapp.courses import content
from courseapp.courses.content import Change, ContentError
from courseapp.courses.models import Announcement, Course, Section

pytestmark = pytest.mark.django_db

COURSE = """
slug = "sequences"
title = "Learning from Sequences"
term = "Autumn 2026"
sections = ["Monday", "Tuesday"]

[[announcements]]
key = "welcome"
title = "Welcome"
body = "Bring paper."
"""


def sync_sketch(*, course: Course, folder: Path) -> list[Change]:
    """A part of the site that reads its own file."""
    return [Change(action="created", kind="sketch", name=f"{course.slug}/{folder.name}")]


@pytest.fixture(autouse=True)
def no_other_parts(settings) -> None:
    settings.COURSE_CONTENT = []


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "course.toml").write_text(COURSE)
    return tmp_path


def test_a_course_is_made_from_its_folder(folder):
    changes = content.sync(folder=folder)
    course = Course.objects.get()
    assert (course.slug, course.title, course.term) == ("sequences", "Learning from Sequences", "Autumn 2026")
    assert list(Section.objects.values_list("name", flat=True)) == ["Monday", "Tuesday"]
    assert Announcement.objects.get().body == "Bring paper."
    assert {change.action for change in changes} == {"created"}


def test_syncing_again_changes_nothing(folder):
    content.sync(folder=folder)
    assert {change.action for change in content.sync(folder=folder)} == {"unchanged"}


def test_what_the_files_say_anew_is_brought_up_to_date(folder):
    content.sync(folder=folder)
    (folder / "course.toml").write_text(COURSE.replace("Autumn 2026", "Spring 2027"))
    changed = [change for change in content.sync(folder=folder) if change.action != "unchanged"]
    assert changed == [Change(action="updated", kind="course", name="sequences", fields=("term",))]
    assert str(changed[0]) == "updated    course sequences (term)"


def test_what_the_files_do_not_name_is_left_alone(folder):
    content.sync(folder=folder)
    (folder / "course.toml").write_text('slug = "sequences"\ntitle = "Learning from Sequences"\n')
    content.sync(folder=folder)
    assert Section.objects.count() == 2


def test_other_parts_read_their_own_files(folder, settings):
    settings.COURSE_CONTENT = [f"{__name__}.sync_sketch"]
    assert content.sync(folder=folder)[-1].name == f"sequences/{folder.name}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("slug = ", "is not TOML"),
        ('title = "Untitled"', "says nothing of `slug`"),
        ('slug = "a b"\ntitle = "X"', "use letters, digits and hyphens"),
        ('slug = "sequences"\ntitle = "X"\n[[announcements]]\nkey = "a"', "says nothing of `title`"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_changed(folder, text, says):
    (folder / "course.toml").write_text(text)
    with pytest.raises(ContentError, match=says) as raised:
        content.sync(folder=folder)
    assert str(folder / "course.toml") in str(raised.value)
    assert not Course.objects.exists()


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path):
    with pytest.raises(ContentError, match="cannot be read"):
        content.read_toml(tmp_path / "course.toml")
    (tmp_path / "course.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError, match="is not UTF-8"):
        content.read_toml(tmp_path / "course.toml")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (None, None),
        (datetime(2026, 11, 30, 18, tzinfo=UTC), datetime(2026, 11, 30, 18, tzinfo=UTC)),
        (datetime(2026, 11, 30, 18), datetime(2026, 11, 30, 18, tzinfo=UTC)),
        (datetime(2026, 11, 30, tzinfo=UTC).date(), datetime(2026, 11, 30, 23, 59, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_people_mean_them(course, value, moment):
    assert content.read_moment(value, course=course, path=Path("quiz.toml")) == moment


def test_an_offset_counts_from_the_day_the_course_was_made(course):
    today = timezone.localdate()
    read = content.read_moment("+14 days 18:00", course=course, path=Path("quiz.toml"))
    assert read is not None
    assert (read.date(), read.hour) == (today + timedelta(days=14), 18)
    read = content.read_moment("+1 day", course=course, path=Path("quiz.toml"))
    assert read is not None
    assert (read.date() - today, read.hour, read.minute) == (timedelta(days=1), 23, 59)


@pytest.mark.parametrize("value", ["tomorrow", 7, "+x days", "14 days"])
def test_what_is_no_moment_is_explained(course, value):
    with pytest.raises(ContentError, match=r"quiz\.toml: .* is no date"):
        content.read_moment(value, course=course, path=Path("quiz.toml"))


# --- the command


def test_the_command_prints_the_difference(folder):
    printed = StringIO()
    call_command("sync_course", folder, stdout=printed)
    assert "created    course sequences" in printed.getvalue()
    assert printed.getvalue().endswith("Changed 4 of 4.\n")


def test_a_dry_run_changes_nothing(folder):
    printed = StringIO()
    call_command("sync_course", folder, "--dry-run", stdout=printed)
    assert printed.getvalue().endswith("Would change 4 of 4.\n")
    assert not Course.objects.exists()


def test_the_command_ends_with_2_where_the_folder_cannot_be_read(tmp_path):
    with pytest.raises(CommandError, match=r"course\.toml: cannot be read") as raised:
        call_command("sync_course", tmp_path)
    assert raised.value.returncode == 2
