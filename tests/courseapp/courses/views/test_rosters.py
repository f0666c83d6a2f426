"""Enrolling from a class list, page by page."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courseapp.courses.models import Enrolment, RosterUpload, Section

pytestmark = pytest.mark.django_db
IMPORT = "/c/sequences/people/import/"
LIST = b"email,name,section\nada@example.edu,Ada Byron,Friday\nnonsense,Nobody,\nsam@example.edu,Sam,Friday\n"


@pytest.fixture
def browser(cast, sign_in):
    return sign_in(cast["instructor"])


def upload(browser, data: bytes = LIST, name: str = "list.csv"):
    return browser.post(IMPORT, {"file": SimpleUploadedFile(name, data)}, follow=True)


def find_digest(page: str) -> str:
    (digest,) = re.findall(r'name="digest" value="(\w+)"', page)
    return digest


def test_the_preview_shows_what_would_change_and_changes_nothing(browser, course):
    page = upload(browser).content.decode()
    for said in ("“nonsense” is no e-mail address.", "Ada Byron", "Monday group → Friday", "New sections"):
        assert said in page, said
    assert not Enrolment.objects.filter(user__email="ada@example.edu").exists()
    assert not Section.objects.filter(name="Friday").exists()


def test_confirming_imports_what_was_shown(browser, course):
    preview = upload(browser)
    address = preview.request["PATH_INFO"]
    page = browser.post(address, {"digest": find_digest(preview.content.decode())}, follow=True).content.decode()
    assert "Imported: 1 new, 1 changed." in page
    assert Enrolment.objects.get(user__email="ada@example.edu").section == Section.objects.get(name="Friday")
    assert "This file is imported" in browser.get(address).content.decode()
    assert "This file is imported" in browser.post(address, {"digest": "x"}).content.decode()


def test_a_course_that_changed_meanwhile_is_shown_anew(browser, course, cast):
    preview = upload(browser)
    Section.objects.create(course=course, name="Friday")
    response = browser.post(preview.request["PATH_INFO"], {"digest": find_digest(preview.content.decode())})
    assert response.status_code == 409
    assert "The course changed meanwhile" in response.content.decode()
    assert not Enrolment.objects.filter(user__email="ada@example.edu").exists()


def test_what_stands_in_the_file_is_shown_as_text(browser):
    page = upload(browser, b"email,name\nada@example.edu,<script>alert(1)</script>\n<b>,x\n").content.decode()
    assert "<script>alert" not in page
    assert "<b>," not in page


def test_a_list_that_changes_nothing_offers_nothing_to_confirm(browser):
    page = upload(browser, b"email,name\nsam@example.edu,Sam\n").content.decode()
    assert "Nothing to import" in page
    assert 'name="digest"' not in page


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The submitted file is empty"),
        (b"PK\x03\x04 rest", "This is a workbook"),
        (b"email,name\n" + b"x" * 1_000_001, "larger than 1 MB"),
    ],
    ids=["empty", "workbook", "huge"],
)
def test_a_file_that_cannot_be_read_is_explained(browser, data, says):
    assert says in upload(browser, data).content.decode()
    assert not RosterUpload.objects.exists()


def test_sending_the_form_without_a_file_is_explained(browser):
    assert "This field is required" in browser.post(IMPORT).content.decode()


def test_another_instructor_of_the_course_may_confirm_and_nobody_elsewhere(browser, cast, sign_in):
    address = upload(browser).request["PATH_INFO"]
    wrong = address.replace("/c/sequences/", "/c/elsewhere/")
    assert sign_in(cast["outsider"]).get(wrong).status_code == 404
