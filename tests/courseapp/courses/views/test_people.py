"""The roster, one person, and the codes."""

import re

import pytest

from courseapp.accounts.models import Letter
from courseapp.courses import invites
from courseapp.courses.models import Enrolment, Invite, Role

pytestmark = pytest.mark.django_db
PEOPLE = "/c/sequences/people/"


def list_names(browser, query: str = "") -> list[str]:
    page = browser.get(f"{PEOPLE}{query}").content.decode()
    return re.findall(r'<th scope="row">(?:<a href="[^"]+">)?([^<]+)<', page)


def test_the_roster_lists_everybody_by_name(cast, sign_in):
    assert list_names(sign_in(cast["assistant"])) == [
        "Asta Assistant",
        "Ines Instructor",
        "Otto Other",
        "Sam Student",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?role=student", ["Otto Other", "Sam Student"]),
        ("?role=instructor", ["Ines Instructor"]),
        ("?section={section}", ["Sam Student"]),
        ("?section=none&role=student", ["Otto Other"]),
        ("?q=SAM", ["Sam Student"]),
        ("?q=otto+example", ["Otto Other"]),
        ("?left=on", []),
        ("?role=king", ["Asta Assistant", "Ines Instructor", "Otto Other", "Sam Student"]),
    ],
)
def test_the_filter_stands_in_the_address(cast, section, sign_in, query, names):
    assert list_names(sign_in(cast["instructor"]), query.format(section=section.pk)) == names


def test_an_assistant_is_offered_nothing_they_may_not_do(cast, course, sign_in):
    invites.make(course=course, author=cast["instructor"])
    page = sign_in(cast["assistant"]).get(PEOPLE).content.decode()
    assert "people/add/" not in page
    assert "people/import/" not in page
    assert "/close/" not in page


def test_the_roster_costs_the_same_for_a_small_and_a_large_class(
    cast, course, sign_in, django_assert_max_num_queries, django_user_model
):
    users = django_user_model.objects.bulk_create(
        django_user_model(email=f"p{number}@example.edu", name=f"P {number}") for number in range(250)
    )
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user) for user in users)
    browser = sign_in(cast["instructor"])
    with django_assert_max_num_queries(9):
        page = browser.get(PEOPLE).content.decode()
    assert "Page 1 of 3" in page
    assert 'href="?role=student&amp;page=2"' in browser.get(f"{PEOPLE}?role=student").content.decode()


def test_an_instructor_adds_a_person(cast, course, section, sign_in):
    form = {"name": "Ada Byron", "email": "Ada@example.edu", "role": "student", "section": section.pk}
    response = sign_in(cast["instructor"]).post(f"{PEOPLE}add/", form, follow=True)
    assert "Ada Byron is in the course now" in response.content.decode()
    assert Enrolment.objects.get(course=course, user__email="ada@example.edu").section == section


def test_adding_somebody_twice_is_explained(cast, sign_in):
    form = {"name": "Sam", "email": "sam@example.edu", "role": "student", "section": ""}
    response = sign_in(cast["instructor"]).post(f"{PEOPLE}add/", form)
    assert "in this course already, as student" in response.content.decode()


def test_an_instructor_changes_role_and_section(cast, course, section, sign_in):
    enrolment = Enrolment.objects.get(course=course, user=cast["other_student"])
    form = {"role": "assistant", "section": section.pk, "is_active": "on"}
    assert sign_in(cast["instructor"]).post(f"{PEOPLE}{enrolment.pk}/", form).status_code == 302
    enrolment.refresh_from_db()
    assert (enrolment.role, enrolment.section) == (Role.ASSISTANT, section)


def test_who_is_taken_off_the_course_is_an_outsider_and_can_come_back(cast, course, sign_in):
    enrolment = Enrolment.objects.get(course=course, user=cast["student"])
    instructor, student = sign_in(cast["instructor"]), sign_in(cast["student"])
    instructor.post(f"{PEOPLE}{enrolment.pk}/", {"role": "student", "section": ""})
    assert student.get("/c/sequences/").status_code == 404
    assert list_names(instructor, "?left=on") == ["Sam Student"]
    instructor.post(f"{PEOPLE}{enrolment.pk}/", {"role": "student", "section": "", "is_active": "on"})
    assert student.get("/c/sequences/").status_code == 200


def test_the_last_instructor_cannot_resign(cast, course, sign_in):
    enrolment = Enrolment.objects.get(course=course, user=cast["instructor"])
    response = sign_in(cast["instructor"]).post(f"{PEOPLE}{enrolment.pk}/", {"role": "student", "section": ""})
    assert "A course needs an instructor" in response.content.decode()


def test_a_letter_can_be_sent_again(cast, course, sign_in):
    enrolment = Enrolment.objects.get(course=course, user=cast["student"])
    response = sign_in(cast["instructor"]).post(f"{PEOPLE}{enrolment.pk}/letter/", follow=True)
    assert "A letter to sam@example.edu is on its way" in response.content.decode()
    assert Letter.objects.get().to == "sam@example.edu"


def test_a_code_is_made_shown_and_closed(cast, course, section, sign_in):
    instructor = sign_in(cast["instructor"])
    form = {"section": section.pk, "expires_at": ""}
    page = instructor.post(f"{PEOPLE}invites/", form, follow=True).content.decode()
    invite = Invite.objects.get()
    assert (invite.section, invite.created_by) == (section, cast["instructor"])
    assert invite.readable_code in page
    assert f"http://testserver/join/{invite.code}/" in page
    page = instructor.post(f"{PEOPLE}invites/{invite.pk}/close/", follow=True).content.decode()
    assert f"http://testserver/join/{invite.code}/" not in page


def test_a_code_that_would_be_closed_at_once_is_refused(cast, sign_in):
    form = {"section": "", "expires_at": "2020-01-01T10:00"}
    page = sign_in(cast["instructor"]).post(f"{PEOPLE}invites/", form).content.decode()
    assert "This moment has passed" in page
    assert not Invite.objects.exists()
