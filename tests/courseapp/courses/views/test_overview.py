"""The first page, and a course's home."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.attention import Attention
from courseapp.courses.models import Announcement, Course, Enrolment
from courseapp.gradebook import items, ledger

pytestmark = pytest.mark.django_db


def list_one(*, course: Course) -> list[Attention]:
    return [Attention(text="3 questions rest on slides that changed.", url="/decks/1/")]


def make_item(course: Course, key: str, *, opens: float = -3, due: float | None = 3, published: float | None = -3):
    now = timezone.now()
    moments = [None if days is None else now + timedelta(days=days) for days in (opens, due, published)]
    return items.ensure(
        course=course,
        key=key,
        title=f"Item {key}",
        url=f"/c/{course.slug}/{key}/",
        max_points=Decimal(10),
        opens_at=moments[0],
        due_at=moments[1],
        published_at=moments[2],
    )


# --- the first page


def test_the_visitor_is_asked_to_sign_in(client):
    assert client.get("/")["Location"] == "/accounts/sign-in/?next=/"


def test_with_one_course_it_leads_straight_there(student, sign_in):
    assert sign_in(student).get("/")["Location"] == "/c/sequences/"


def test_with_several_courses_it_lists_them(student, sign_in, course):
    other = Course.objects.create(slug="other", title="Other Course")
    Enrolment.objects.create(course=other, user=student, role="assistant")
    page = sign_in(student).get("/").content.decode()
    assert "Learning from Sequences" in page
    assert "Other Course" in page


def test_a_course_that_was_left_is_not_listed(student, sign_in):
    Enrolment.objects.filter(user=student).update(is_active=False)
    assert "Learning from Sequences" not in sign_in(student).get("/").content.decode()


def test_without_a_course_it_tells_how_to_join(db, sign_in):
    page = sign_in(User.objects.create_user("new@example.edu", name="New")).get("/").content.decode()
    assert "You are not in a course yet" in page
    assert 'href="/join/"' in page


def test_the_first_page_is_only_looked_at(student, sign_in):
    assert sign_in(student).post("/").status_code == 405


# --- a student's course home


def test_a_student_sees_what_is_due_and_what_opens_later(course, student, sign_in):
    make_item(course, "quiz:now")
    make_item(course, "quiz:later", opens=2, due=5)
    make_item(course, "quiz:past", due=-1)
    page = sign_in(student).get("/c/sequences/").content.decode()
    due, later, behind = (page.index(f'id="{section}"') for section in ("due", "later", "behind"))
    assert due < page.index("Item quiz:now") < later < page.index("Item quiz:later") < behind
    assert behind < page.index("Item quiz:past")
    assert "Not handed in" in page[behind:]


def test_a_student_sees_no_draft(course, student, sign_in):
    make_item(course, "quiz:draft", published=None)
    make_item(course, "quiz:tomorrow", published=1)
    page = sign_in(student).get("/c/sequences/").content.decode()
    assert "Item quiz" not in page
    assert "Nothing is due" in page


def test_a_student_sees_their_points_and_nobody_elses(course, student, other_student, sign_in):
    item = make_item(course, "quiz:now")
    ledger.record(item=item, student=student, points=7.5, origin="attempt:1")
    assert "7.5 / 10" in sign_in(student).get("/c/sequences/").content.decode()
    assert "7.5" not in sign_in(other_student).get("/c/sequences/").content.decode()


def test_a_student_sees_who_set_points_by_hand_and_why(course, student, assistant, sign_in):
    item = make_item(course, "quiz:now")
    ledger.override(item=item, student=student, points=Decimal(9), author=assistant, reason="Right on paper.")
    page = sign_in(student).get("/c/sequences/").content.decode()
    assert "Asta Assistant: Right on paper." in page


def test_announcements_are_typeset_and_harmless(course, student, sign_in):
    Announcement.objects.create(course=course, key="a", title="Room", body="Now in **2.14** <script>alert(1)</script>")
    page = sign_in(student).get("/c/sequences/").content.decode()
    assert "<strong>2.14</strong>" in page
    assert "<script>alert" not in page


# --- the staff's


def test_the_staff_see_what_needs_attention_and_drafts(course, assistant, student, sign_in, settings):
    settings.COURSE_ATTENTION = [f"{__name__}.list_one"]
    make_item(course, "quiz:draft", published=None)
    page = sign_in(assistant).get("/c/sequences/").content.decode()
    assert '<a href="/decks/1/">3 questions rest on slides that changed.</a>' in page
    assert page.index('id="drafts"') < page.index("Item quiz:draft")


def test_a_student_is_not_told_what_needs_attention(course, student, sign_in, settings):
    settings.COURSE_ATTENTION = [f"{__name__}.list_one"]
    assert "3 questions rest" not in sign_in(student).get("/c/sequences/").content.decode()


def test_the_staff_see_how_many_handed_in(course, instructor, student, other_student, sign_in):
    item = make_item(course, "quiz:now")
    for number in range(2):
        ledger.record(item=item, student=student, points=number, origin=f"attempt:{number}")
    assert "1 of 2 handed in" in sign_in(instructor).get("/c/sequences/").content.decode()


@pytest.mark.parametrize("role", ["student", "instructor"])
def test_a_course_home_costs_a_constant_number_of_queries(
    role, request, course, sign_in, django_assert_max_num_queries
):
    user = request.getfixturevalue(role)
    for number in range(30):
        item = make_item(course, f"quiz:{number}")
        ledger.record(item=item, student=user, points=1, origin=f"attempt:{number}")
    browser = sign_in(user)
    with django_assert_max_num_queries(12):
        browser.get("/c/sequences/")
