"""Who belongs to a course, and who may be what."""

import pytest

from courseapp.accounts.models import Letter, User
from courseapp.courses import people
from courseapp.courses.models import Course, Enrolment, Role, Section
from courseapp.courses.people import PeopleError, Place

pytestmark = pytest.mark.django_db


def find(user: User, course: Course) -> Enrolment:
    return Enrolment.objects.get(user=user, course=course)


def test_somebody_new_gets_an_account_a_place_and_a_letter(course, section):
    enrolment = people.enrol(
        course=course, email="Ada@example.edu", name="Ada", place=Place(role=Role.ASSISTANT, section=section)
    )
    assert (enrolment.user.email, enrolment.role, enrolment.section) == ("ada@example.edu", Role.ASSISTANT, section)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.about) == (Letter.Kind.WELCOME, "ada@example.edu", str(course))
    assert letter.path == "/c/sequences/"


def test_somebody_who_is_in_the_course_is_not_added_twice(course, student):
    with pytest.raises(PeopleError, match="in this course already, as student"):
        people.enrol(course=course, email=student.email.upper(), name="Sam", place=Place())


def test_somebody_who_left_comes_back_with_a_new_place(course, student, instructor, section):
    people.change(enrolment=find(student, course), place=Place(section=section), is_active=False)
    people.enrol(course=course, email=student.email, name="Sam", place=Place(role=Role.ASSISTANT))
    back = find(student, course)
    assert (back.is_active, back.role, back.section) == (True, Role.ASSISTANT, None)


def test_a_place_in_another_courses_section_is_refused(course, student, instructor):
    elsewhere = Section.objects.create(course=Course.objects.create(slug="other", title="Other"), name="Monday")
    with pytest.raises(PeopleError, match="belongs to another course"):
        people.change(enrolment=find(student, course), place=Place(section=elsewhere), is_active=True)


@pytest.mark.parametrize(("role", "is_active"), [(Role.STUDENT, True), (Role.INSTRUCTOR, False)])
def test_the_last_instructor_stays_one(course, instructor, role, is_active):
    with pytest.raises(PeopleError, match="needs an instructor"):
        people.change(enrolment=find(instructor, course), place=Place(role=role), is_active=is_active)
    assert find(instructor, course).role == Role.INSTRUCTOR
    assert find(instructor, course).is_active


def test_one_of_two_instructors_may_go(course, instructor, assistant):
    people.change(enrolment=find(assistant, course), place=Place(role=Role.INSTRUCTOR), is_active=True)
    people.change(enrolment=find(instructor, course), place=Place(role=Role.INSTRUCTOR), is_active=False)
    assert not find(instructor, course).is_active


def test_joining_makes_a_student(course, section, outsider):
    assert people.join(course=course, section=section, user=outsider)
    assert (find(outsider, course).role, find(outsider, course).section) == (Role.STUDENT, section)


def test_joining_twice_changes_nothing(course, section, assistant):
    assert not people.join(course=course, section=section, user=assistant)
    assert (find(assistant, course).role, find(assistant, course).section) == (Role.ASSISTANT, None)


def test_who_was_taken_off_the_course_does_not_join_again(course, student, instructor):
    people.change(enrolment=find(student, course), place=Place(), is_active=False)
    with pytest.raises(PeopleError, match="Ask your instructor"):
        people.join(course=course, section=None, user=student)
    assert not find(student, course).is_active


def test_missing_sections_are_made_once(course, section):
    sections = people.ensure_sections(course=course, names=["Monday group", "Friday", "Friday"])
    assert sections["Monday group"] == section
    assert Section.objects.filter(course=course).count() == 2
