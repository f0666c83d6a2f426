"""Who is what in a course."""

import pytest

from courseapp.accounts.models import User
from courseapp.courses import people
from courseapp.courses.access import find_membership
from courseapp.courses.models import Enrolment, Role
from courseapp.courses.people import Place

pytestmark = pytest.mark.django_db


def test_a_member_is_what_the_enrolment_says(course, section, student, assistant, instructor):
    membership = find_membership(user=student, course=course)
    assert membership is not None
    assert (membership.role, membership.section, membership.is_student) == (Role.STUDENT, section, True)
    for user, is_instructor in ((assistant, False), (instructor, True)):
        membership = find_membership(user=user, course=course)
        assert membership is not None
        assert (membership.is_staff, membership.is_instructor) == (True, is_instructor)


def test_an_outsider_is_nothing(course, outsider):
    assert find_membership(user=outsider, course=course) is None


def test_who_left_is_an_outsider(course, student, instructor):
    enrolment = Enrolment.objects.get(course=course, user=student)
    people.change(enrolment=enrolment, place=Place(), is_active=False)
    assert find_membership(user=student, course=course) is None


def test_an_administrator_acts_as_instructor_everywhere(course):
    root = User.objects.create_superuser("root@example.edu", "correct horse", name="Root")
    membership = find_membership(user=root, course=course)
    assert membership is not None
    assert membership.is_instructor
