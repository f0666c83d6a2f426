"""From a lecture's slides and a wrong cell to two grades in the gradebook: the product's main job, seen by people."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LECTURE = Path(__file__).parent / "lecture.txt"
CELL = settings.ROOT / "grader" / "assignments" / "rnn_cell"
WRONG_CELL = CELL / "mistakes" / "no_tanh_derivative.py"
RIGHT_CELL = CELL / "solution.py"
INSTRUCTOR, STUDENT, OTHER_STUDENT = "ines@demo.example", "sam@demo.example", "mei@demo.example"


def publish_quiz(page: Page, *, title: str, lecture: Path) -> None:
    """As the instructor: upload the lecture, look at what was found, make a quiz of it."""
    page.goto("/c/sequences/decks/")
    page.get_by_label("Deck", exact=True).set_input_files(lecture)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_role("heading", name="What a State Is For")).to_be_visible()
    expect(page.get_by_text("A tanh unit is saturated").first).to_be_visible()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Due").fill("2031-06-30T18:00")
    page.get_by_role("button", name="Make and publish").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def check_result(page: Page) -> None:
    """A wrong answer: the score, the right answer, why it is right, and where it was taught."""
    expect(page.locator("main")).to_contain_text("0 of 1")
    expect(page.locator("main")).to_contain_text("A saturated unit hardly learns")
    page.get_by_role("link", name=re.compile("slide", re.IGNORECASE)).first.click()
    expect(page.locator("main")).to_contain_text("Quick Quiz 1")


def write_code(page: Page, code: str) -> None:
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    editor.fill(code)


def submit_cell(page: Page, *, code: Path, by_typing: bool) -> None:
    page.goto("/c/sequences/assignments/rnn-cell/")
    if by_typing:
        write_code(page, code.read_text())
    else:
        page.locator("input[type=file]").set_input_files(code)
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url(re.compile(r"/submissions/\d+/"))


def read_grades(page: Page, *, student: str) -> list[str]:
    page.goto("/c/sequences/grades/")
    row = page.get_by_role("row", name=re.compile(student))
    return [cell.split()[0] for cell in row.get_by_role("cell").all_inner_texts()]


def test_a_student_learns_from_a_quiz_and_from_a_wrong_cell(open_page):
    instructor = open_page(INSTRUCTOR)
    publish_quiz(instructor, title="Cells and saturation", lecture=LECTURE)

    student = open_page(STUDENT)
    student.goto("/c/sequences/")
    student.get_by_role("link", name="Cells and saturation").click()
    student.get_by_role("button", name="Start the quiz").click()
    expect(student.locator(".katex").first).to_be_visible()
    student.get_by_label("Almost all of it").check()
    expect(student.locator("[data-save-mark]").first).to_contain_text("Saved")
    student.reload()
    expect(student.get_by_label("Almost all of it")).to_be_checked()
    student.get_by_role("button", name="Submit").click()
    check_result(student)

    submit_cell(student, code=WRONG_CELL, by_typing=True)
    student.evaluate("window.neverReloaded = true")
    expect(student.locator("main")).to_contain_text("The derivative of the tanh is missing")
    expect(student.locator("main")).to_contain_text("relative error")
    assert student.evaluate("window.neverReloaded") is True

    submit_cell(student, code=RIGHT_CELL, by_typing=True)
    expect(student.locator("main")).to_contain_text(re.compile(r"20\s+of 20 points"))

    grades = read_grades(instructor, student="Sam Rivera")
    assert "20" in grades
    assert "0" in grades


def test_the_whole_path_works_without_javascript(open_page, tmp_path):
    lecture = tmp_path / "another-lecture.txt"
    lecture.write_text(LECTURE.read_text().replace("Cells and Their Memory", "Cells Without Scripts"))
    instructor = open_page(INSTRUCTOR, javascript=False)
    publish_quiz(instructor, title="Saturation without scripts", lecture=lecture)

    student = open_page(OTHER_STUDENT, javascript=False)
    student.goto("/c/sequences/")
    student.get_by_role("link", name="Saturation without scripts").click()
    student.get_by_role("button", name="Start the quiz").click()
    student.get_by_label("Almost all of it").check()
    student.get_by_role("button", name="Save", exact=True).click()
    expect(student.get_by_label("Almost all of it")).to_be_checked()
    student.get_by_role("button", name="Submit").click()
    check_result(student)

    submit_cell(student, code=WRONG_CELL, by_typing=False)
    expect(student.locator("main")).to_contain_text("The derivative of the tanh is missing")
    submit_cell(student, code=RIGHT_CELL, by_typing=False)
    expect(student.locator("main")).to_contain_text(re.compile(r"20\s+of 20 points"))

    grades = read_grades(instructor, student="Mei Tanaka")
    assert "20" in grades
    assert "0" in grades
