"""What a person chose or typed survives a lost connection, a closed page and another way of sending."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_whole_path import RIGHT_CELL, write_code

pytestmark = pytest.mark.browser

STUDENT = "luca@demo.example"
ASSIGNMENT = "/c/sequences/assignments/rnn-cell/"


def open_attempt(page: Page) -> None:
    page.goto("/c/sequences/quizzes/first-lecture/")
    page.get_by_role("button", name=re.compile("Start")).or_(page.get_by_role("link", name="Continue")).click()
    expect(page.get_by_role("radio").first).to_be_visible()


def test_a_choice_made_while_offline_is_saved_when_the_connection_is_back(open_page):
    page = open_page(STUDENT)
    open_attempt(page)
    page.context.set_offline(True)
    page.get_by_role("radio").nth(2).check()
    mark = page.locator("[data-save-mark]").first
    expect(mark).to_contain_text("Could not save")
    page.context.set_offline(False)
    expect(mark).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_role("radio").nth(2)).to_be_checked()


def test_an_answer_is_there_on_another_device(open_page):
    desk, phone = open_page("priya@demo.example"), open_page("priya@demo.example", phone=True)
    open_attempt(desk)
    desk.get_by_role("radio").nth(1).check()
    expect(desk.locator("[data-save-mark]").first).to_contain_text("Saved")
    open_attempt(phone)
    expect(phone.get_by_role("radio").nth(1)).to_be_checked()


def test_code_that_was_not_sent_is_there_again(open_page):
    page = open_page(STUDENT)
    page.goto(ASSIGNMENT)
    write_code(page, "half_a_thought = 1\n")
    page.wait_for_timeout(1500)
    page.goto("/c/sequences/")
    page.goto(ASSIGNMENT)
    expect(page.locator(".cm-content")).to_contain_text("half_a_thought")


def test_the_keyboard_submits_from_the_editor(open_page):
    page = open_page(STUDENT)
    page.goto(ASSIGNMENT)
    write_code(page, RIGHT_CELL.read_text())
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text(re.compile(r"20\s+of 20 points"))


def test_a_forgotten_password_is_set_anew_through_the_letter(open_page, site):
    page = open_page()
    page.goto("/accounts/sign-in/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail").fill("amara@demo.example")
    page.get_by_role("button").get_by_text(re.compile("Send|link", re.IGNORECASE)).first.click()
    page.goto(find_link(page, site.var / "mail", to="amara@demo.example", about="/password/set/"))
    for field in page.locator("input[type=password]").all():
        field.fill(settings.DEMO_PASSWORD)
    page.locator("main form button[type=submit]").click()
    sign_in(open_page(), email="amara@demo.example")


def find_link(page: Page, folder, *, to: str, about: str) -> str:
    """The newest link of a letter, once the worker has delivered it."""
    for _ in range(400):
        letters = [letter.read_text() for letter in folder.glob("*")] if folder.exists() else []
        links = [
            link
            for letter in letters
            if f"To: {to}" in letter
            for link in re.findall(r"http://127\.0\.0\.1:\d+(/\S+)", letter)
            if about in link
        ]
        if links:
            return links[-1]
        page.wait_for_timeout(100)
    raise AssertionError("No letter came.")
