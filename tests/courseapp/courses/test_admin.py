"""Opening a course in the site administration."""

import pytest

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment

pytestmark = pytest.mark.django_db

EMPTY = {
    f"{prefix}-{field}": "0"
    for prefix in ("sections", "enrolments", "announcements")
    for field in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def test_an_administrator_opens_a_course_with_its_first_instructor(sign_in):
    root = User.objects.create_superuser("root@example.edu", "correct horse", name="Root")
    form = {
        **EMPTY,
        "title": "Sequences",
        "slug": "sequences",
        "term": "",
        "summary": "",
        "enrolments-TOTAL_FORMS": "1",
        "enrolments-0-user": root.pk,
        "enrolments-0-role": "instructor",
        "enrolments-0-is_active": "on",
    }
    assert sign_in(root).get("/admin/courses/course/add/").status_code == 200
    assert sign_in(root).post("/admin/courses/course/add/", form).status_code == 302
    assert Enrolment.objects.get().course == Course.objects.get(slug="sequences")


def test_a_courses_page_opens_and_nobody_else_gets_in(cast, course, sign_in):
    root = User.objects.create_superuser("root@example.edu", "correct horse", name="Root")
    address = f"/admin/courses/course/{course.pk}/change/"
    page = sign_in(root).get(address).content.decode()
    assert "Ines Instructor" in page
    assert "Sam Student" not in page
    for name, user in cast.items():
        assert sign_in(user).get(address).status_code == 302, name
