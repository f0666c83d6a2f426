"""An instructor imports a deck, reviews it with the keyboard alone, and publishes a quiz of it; students take it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import find_faults
from tests.browser.test_whole_path import INSTRUCTOR, LECTURE, OTHER_STUDENT, STUDENT

pytestmark = pytest.mark.browser

PDF = Path(__file__).parents[1] / "quizzes" / "slides" / "decks" / "max-pooling.pdf"
NAME = "Cells reviewed with keys"
TWO_MORE = """
Quick Quiz 8

Which gate forgets?

- A) The forget gate
- B) The output gate

Quick Quiz 8 - Answer

Answer: A) The forget gate

Quick Quiz 9

What does nobody say the answer to?

- A) This
- B) That
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "keys.txt"
    path.write_text(text)
    return path


def upload(page: Page, path: Path) -> None:
    page.goto("/c/sequences/decks/")
    page.get_by_label("Deck", exact=True).set_input_files(path)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.locator("[data-reviewed]").first).to_be_visible()


def wait_for_keys(page: Page) -> None:
    """A click that leads to another page returns before that page's script listens; a key pressed then is lost."""
    expect(page.get_by_role("button", name="Keys")).to_be_visible()


def publish(page: Page, *, title: str) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_label("Title").press("Tab")
    page.get_by_role("button", name="Make and publish").press("Enter")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Published")


def start(page: Page, *, title: str) -> None:
    page.goto("/c/sequences/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Start the quiz").click()


def test_a_deck_is_reviewed_with_the_keyboard_and_published(open_page, tmp_path):
    page = open_page(INSTRUCTOR)
    lecture = LECTURE.read_text().replace("Cells and Their Memory", NAME)
    upload(page, write(tmp_path, lecture + TWO_MORE))
    wait_for_keys(page)
    questions = page.locator("[data-reviewed]")
    count = questions.count()
    assert count >= 3
    first, last = questions.first, questions.nth(count - 1)

    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("a")
    expect(first).to_have_attribute("data-state", "Accepted")
    expect(first).to_be_focused()

    page.keyboard.press("e")  # edit: what is typed is typeset, and outlives a reload
    stem = first.get_by_label("Question", exact=True)
    expect(stem).to_be_focused()
    page.keyboard.type(r" Think of $\tanh(a_t)$.")
    expect(first.locator(".preview .katex").first).to_be_visible()
    expect(first.locator("[data-draft-mark]")).to_contain_text("Kept")
    assert find_faults(page) == []
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(stem).to_have_value(re.compile("Think of"))
    page.keyboard.press("Control+Enter")
    expect(first.locator("form[data-send-by-keys]")).to_have_count(0)
    expect(first).to_contain_text("Think of")

    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(questions.nth(1)).to_have_attribute("data-state", "Rejected")
    page.keyboard.press("r")
    expect(questions.nth(1)).to_have_attribute("data-state", "Not decided")

    last.get_by_label("This").press("Space")  # the key that the deck does not say
    last.get_by_role("button", name="Save the key").press("Enter")
    expect(last).to_contain_text("Right answer")
    page.keyboard.press("a")
    expect(last).to_have_attribute("data-state", "Accepted")
    page.keyboard.press("k")
    expect(questions.nth(count - 2)).to_be_focused()

    page.keyboard.press("n")  # the one between them
    expect(questions.nth(1)).to_be_focused()
    expect(page.locator("#undecided")).to_contain_text(f"{count - 2} question")
    page.reload()
    expect(page.locator("[data-state=Accepted]")).to_have_count(2)

    publish(page, title=NAME)
    student = open_page(STUDENT)
    start(student, title=NAME)
    expect(student.locator("main")).to_contain_text("Think of")
    student.get_by_role("radio", name="This").check()
    student.get_by_role("button", name="Submit").click()
    expect(student.locator("main")).to_contain_text(re.compile(r"1 of \d"))


def test_a_wrong_answer_leads_to_the_picture_of_its_slide(open_page):
    page = open_page(INSTRUCTOR)
    upload(page, PDF)
    wait_for_keys(page)
    page.keyboard.press("j")
    page.keyboard.press("a")
    publish(page, title="Pooling with pictures")

    student = open_page(OTHER_STUDENT, phone=True)
    start(student, title="Pooling with pictures")
    student.get_by_label("dropout").check()
    student.get_by_role("button", name="Submit").click()
    student.get_by_role("link", name=re.compile("slide", re.IGNORECASE)).first.click()
    picture = student.locator("img.slide-picture")
    expect(picture).to_be_visible()
    student.wait_for_function("document.querySelector('img.slide-picture').naturalWidth > 600")


def test_the_keys_can_be_switched_off(open_page):
    page = open_page(INSTRUCTOR)
    page.goto("/c/sequences/decks/")
    page.locator("main .item-title a").last.click()
    wait_for_keys(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Space")  # the switch has the focus
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator("[data-reviewed]:focus")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_label("Use these keys").check()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator("[data-reviewed]:focus")).to_have_count(1)


def test_reviewing_works_without_javascript(open_page, tmp_path):
    page = open_page(INSTRUCTOR, javascript=False)
    lecture = LECTURE.read_text().replace("Cells and Their Memory", "Cells reviewed by hand")
    upload(page, write(tmp_path, lecture + TWO_MORE))
    last = page.locator("[data-reviewed]").last
    last.get_by_label("That").check()
    last.get_by_role("button", name="Save the key").click()
    expect(last).to_contain_text("Right answer")
    page.get_by_role("button", name=re.compile("^Accept")).first.click()
    expect(page.locator("[data-state=Accepted]")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Reject")).first.click()
    page.get_by_role("button", name=re.compile("^Take back")).click()
    expect(page.locator("[data-state=Rejected]")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Edit")).first.click()
    page.get_by_label("Label").fill("By hand")
    page.get_by_role("button", name="Save the question").click()
    expect(page.get_by_role("heading", name="By hand", exact=True)).to_be_visible()
