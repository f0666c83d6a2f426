"""A student's own row, the staff's grid, the file."""

from decimal import Decimal

import pytest
from django.urls import reverse

from courseapp.accounts.models import User
from courseapp.courses.models import Enrolment
from courseapp.gradebook import ledger

pytestmark = pytest.mark.django_db
GRADES = "/c/sequences/grades/"


def read(browser, address: str = GRADES) -> str:
    return browser.get(address).content.decode()


# --- a student


def test_a_student_sees_only_the_own_row(item, student, other_student, sign_in):
    ledger.record(item=item, student=student, points=7.25, origin="attempt:1")
    ledger.record(item=item, student=other_student, points=3.75, origin="attempt:2")
    page = read(sign_in(student))
    assert "7.25" in page
    assert "3.75" not in page
    assert "Otto" not in page


def test_a_student_sees_the_arithmetic(make_item, student, assistant, sign_in):
    quiz, cell, missing = make_item("quiz:1"), make_item("assignment:1", max_points=12), make_item("quiz:2")
    ledger.record(item=quiz, student=student, points=3, origin="attempt:1")
    ledger.record(item=quiz, student=student, points=8, origin="attempt:2")
    ledger.record(item=cell, student=student, points=1, origin="submission:1/run:1")
    ledger.override(item=cell, student=student, points=Decimal("6.5"), author=assistant, reason="Right on paper.")
    page = read(sign_in(student))
    assert "14.5 <small>of 32 points</small>" in page
    assert "Right on paper." in page
    assert "Asta Assistant" in page
    assert missing.title in page
    assert "not handed in" in page
    assert "submission:1/run:1" not in page


def test_a_student_sees_no_draft(make_item, student, sign_in):
    draft = make_item("quiz:1", published=False, title="Secret quiz")
    ledger.record(item=draft, student=student, points=3, origin="attempt:1")
    page = read(sign_in(student))
    assert "Secret quiz" not in page
    assert "There is nothing to earn points with yet" in page


# --- the staff


def test_the_staff_see_everybody_and_mark_drafts_and_overrides(make_item, cast, sign_in):
    quiz = make_item("quiz:1")
    make_item("quiz:2", published=False, title="Draft quiz")
    ledger.override(item=quiz, student=cast["student"], points=Decimal(9), author=cast["assistant"], reason="x")
    page = read(sign_in(cast["assistant"]))
    for said in ("Sam Student", "Otto Other", "Draft quiz", "not published", "is-overridden", "is-missing"):
        assert said in page, said
    assert "Ines Instructor" not in page.split("<tbody>")[1]


def test_every_cell_leads_to_its_history(item, student, instructor, sign_in):
    address = reverse("gradebook:cell", args=["sequences", item.pk, student.pk])
    assert f'<a href="{address}">' in read(sign_in(instructor))


def test_the_section_stands_in_the_address_and_in_the_link_to_the_file(item, cast, section, sign_in):
    browser = sign_in(cast["instructor"])
    page = read(browser, f"{GRADES}?section={section.pk}")
    assert "Sam Student" in page
    assert "Otto Other" not in page
    assert f"/c/sequences/grades.csv?section={section.pk}" in page
    assert "Otto" not in read(browser, f"/c/sequences/grades.csv?section={section.pk}")


@pytest.mark.parametrize("students", [5, 50])
def test_the_grid_costs_a_constant_number_of_queries(
    course, make_item, instructor, sign_in, students, django_assert_num_queries
):
    columns = [make_item(f"quiz:{number}") for number in range(4)]
    users = User.objects.bulk_create(User(email=f"p{n}@example.edu", name=f"P {n}") for n in range(students))
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user) for user in users)
    for user in users:
        ledger.record(item=columns[0], student=user, points=5, origin=f"attempt:{user.pk}")
    browser = sign_in(instructor)
    # session, user, course, membership; sections; items, enrolments, entries
    with django_assert_num_queries(8):
        read(browser)


def test_names_are_shown_as_text(item, student, instructor, sign_in):
    User.objects.filter(pk=student.pk).update(name="<script>alert(1)</script>")
    assert "<script>alert" not in read(sign_in(instructor))


def test_an_empty_course_says_what_comes(instructor, sign_in):
    assert "Every quiz and every assignment gets a column here" in read(sign_in(instructor))


# --- the file


def test_the_file_is_one_to_save(item, student, instructor, sign_in):
    response = sign_in(instructor).get("/c/sequences/grades.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="grades-sequences-')
    assert "Sam Student,sam@example.edu,Monday group" in response.content.decode("utf-8-sig")
