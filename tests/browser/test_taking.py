"""Taking a quiz in real browsers: time-out, two tabs, an offline spell, another machine, and the keyboard alone."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUIZ = "/c/sequences/quizzes/taking/"
CHOICE, MATCHING, ORDERING, OPEN = (f"#question-{position}" for position in (1, 2, 3, 4))
MAKE_QUIZ = """
from courseapp.courses.models import Course
from quizzes import authoring, questions
course = Course.objects.get(slug="sequences")
wordings = [
    ("single_choice", "Which one?", {"options": ["The first", "The second", "The third"], "correct": [1]}),
    ("matching", "What does what?", {"pairs": [["input gate", "lets in"], ["forget gate", "lets go"]]}),
    ("ordering", "In which order?", {"options": ["forward", "loss", "backward"]}),
    ("open", "Why?", {"rubric": [{"text": "Says why", "share": 1}]}),
]
asked = [
    questions.add(course=course, wording=questions.Wording(kind=kind, stem=stem, spec=spec), origin="written")
    for kind, stem, spec in wordings
]
terms = authoring.Terms(title="Taking", time_limit=45, attempts_allowed=3)
quiz = authoring.create_quiz(course=course, terms=terms, questions=asked, slug="taking")
authoring.publish(quiz=quiz)
"""


@pytest.fixture(scope="module", autouse=True)
def quiz(site) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", MAKE_QUIZ],
        cwd=settings.ROOT,
        env={**os.environ, "COURSEAPP_VAR": str(site.var), "SITE_URL": site.url},
        check=True,
        capture_output=True,
    )


def start(page: Page) -> str:
    """Gives the attempt's address."""
    page.goto(QUIZ)
    page.get_by_role("button", name=re.compile("Start")).click()
    page.wait_for_url(re.compile(r"/attempts/\d+/$"))
    return page.url


def choose(page: Page, number: int) -> None:
    page.locator(CHOICE).get_by_role("radio").nth(number).check()


def read_mark(page: Page, question: str = CHOICE):
    return page.locator(f"{question} [data-save-mark]")


def ask(site, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The running site's database, past the site."""
    with closing(sqlite3.connect(site.var / "db.sqlite3", timeout=30)) as database, database:
        return database.execute(sql, values).fetchall()


def end_in(site, address: str, *, seconds: float) -> str:
    """Let time be up for this attempt. Gives its number."""
    attempt = address.strip("/").rpartition("/")[2]
    end = datetime.now(UTC) + timedelta(seconds=seconds)
    ask(site, "UPDATE quizzes_attempt SET ends_at = ? WHERE id = ?", f"{end:%Y-%m-%d %H:%M:%S.%f}", attempt)
    return attempt


def test_when_time_is_up_an_open_page_hands_in_what_it_shows(open_page, site):
    page = open_page("jonas@demo.example")
    address = start(page)
    choose(page, 0)
    expect(read_mark(page)).to_contain_text("Saved")
    end_in(site, address, seconds=6)
    choose(page, 1)  # what the server says with this saving corrects the clock of the page
    expect(page.locator("[data-timer-value]")).to_have_text(re.compile(r"^0:0\d$"))
    expect(page.locator("main")).to_contain_text("submitted", timeout=30_000)
    expect(page.locator(CHOICE)).to_contain_text("Your answer, right")


def test_when_time_is_up_and_nobody_is_there_what_was_saved_is_handed_in(open_page, site):
    page = open_page("amara@demo.example")
    address = start(page)
    choose(page, 1)
    expect(read_mark(page)).to_contain_text("Saved")
    page.goto("/c/sequences/")
    attempt = end_in(site, address, seconds=-11)
    for _ in range(450):
        (row,) = ask(site, "SELECT was_closed, points FROM quizzes_attempt WHERE id = ?", attempt)
        if row[0]:
            break
        page.wait_for_timeout(100)
    assert row[0] == 1
    assert row[1] == 1


def test_an_older_tab_does_not_overwrite_a_newer_one(open_page):
    older = open_page("mei@demo.example")
    address = start(older)
    newer = older.context.new_page()
    newer.goto(address)
    choose(newer, 2)
    expect(read_mark(newer)).to_contain_text("Saved")
    newer.locator(f"{OPEN} textarea").fill("Because of the newer tab.")
    expect(read_mark(newer, OPEN)).to_contain_text("Saved")
    choose(older, 0)
    expect(read_mark(older)).to_contain_text("another tab or device")
    older.locator(f"{OPEN} textarea").fill("A long thought of the older tab.")
    expect(read_mark(older, OPEN)).to_contain_text("another tab or device")
    older.reload()
    expect(older.locator(CHOICE).get_by_role("radio").nth(2)).to_be_checked()
    expect(older.locator(f"{OPEN} textarea")).to_have_value("Because of the newer tab.")
    expect(read_mark(older, OPEN)).to_contain_text("what this browser had kept was not saved")
    expect(older.locator(OPEN)).to_contain_text("A long thought of the older tab.")
    older.reload()
    expect(older.locator(OPEN)).not_to_contain_text("A long thought")


def test_what_was_chosen_offline_is_there_after_the_page_was_closed(open_page):
    page = open_page("sam@demo.example")
    address = start(page)
    choose(page, 0)
    expect(read_mark(page)).to_contain_text("Saved")
    page.context.set_offline(True)
    choose(page, 2)
    expect(read_mark(page)).to_contain_text("Could not save")
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(address)
    expect(again.locator(CHOICE).get_by_role("radio").nth(2)).to_be_checked()
    expect(read_mark(again)).to_contain_text("Saved")


def test_matching_and_ordering_by_keyboard_and_going_on_at_another_machine(open_page):
    page = open_page("jonas@demo.example")
    address = start(page)
    for select, letter in zip(page.locator(f"{MATCHING} select").all(), "AB", strict=True):
        select.focus()
        page.keyboard.press(letter)
        expect(select).not_to_have_value("")
        page.keyboard.press("Tab")
    expect(read_mark(page, MATCHING)).to_contain_text("Saved")
    fields = page.locator(f"{ORDERING} input[type=number]")
    fields.first.focus()
    for number in "312":
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    expect(read_mark(page, ORDERING)).to_contain_text("Saved")
    elsewhere = open_page("jonas@demo.example", phone=True)
    elsewhere.goto(address)
    there = elsewhere.locator(f"{ORDERING} input[type=number]")
    assert [field.input_value() for field in there.all()] == ["3", "1", "2"]
    assert "" not in [select.input_value() for select in elsewhere.locator(f"{MATCHING} select").all()]
