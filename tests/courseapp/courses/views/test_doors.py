"""Every page of a course and everybody who may knock."""

import pytest

from courseapp.courses import invites, roster_imports
from courseapp.courses.models import Enrolment

SIGN_IN = "/accounts/sign-in/?next="
STAFF = {"outsider": 404, "student": 403, "other_student": 403, "assistant": 200, "instructor": 200}
INSTRUCTORS = {**STAFF, "assistant": 403}
MEMBERS = {"outsider": 404, "student": 200, "other_student": 200, "assistant": 200, "instructor": 200}

PAGES = [
    ("/c/sequences/", MEMBERS),
    ("/c/sequences/people/", STAFF),
    ("/c/sequences/people/?role=student&section=none&q=sam&left=on&page=9", STAFF),
    ("/c/sequences/people/?role=king&section=x&page=x", STAFF),
    ("/c/sequences/people/add/", INSTRUCTORS),
    ("/c/sequences/people/import/", INSTRUCTORS),
    ("/c/sequences/people/import/{upload}/", INSTRUCTORS),
    ("/c/sequences/people/invites/", INSTRUCTORS),
    ("/c/sequences/people/{enrolment}/", INSTRUCTORS),
]
ACTIONS = [
    ("/c/sequences/people/add/", {}, {**INSTRUCTORS}),
    ("/c/sequences/people/import/", {}, {**INSTRUCTORS}),
    ("/c/sequences/people/import/{upload}/", {"digest": "x"}, {**INSTRUCTORS, "instructor": 409}),
    ("/c/sequences/people/invites/", {"section": "nonsense"}, {**INSTRUCTORS}),
    ("/c/sequences/people/invites/{invite}/close/", {}, {**INSTRUCTORS, "instructor": 302}),
    ("/c/sequences/people/{enrolment}/", {"role": "king"}, {**INSTRUCTORS}),
    ("/c/sequences/people/{enrolment}/letter/", {}, {**INSTRUCTORS, "instructor": 302}),
]
READ_ONLY = ["/c/sequences/", "/c/sequences/people/"]
POST_ONLY = ["/c/sequences/people/invites/{invite}/close/", "/c/sequences/people/{enrolment}/letter/"]


@pytest.fixture
def numbers(cast, course) -> dict[str, int]:
    """The inner numbers that stand in addresses."""
    instructor = cast["instructor"]
    upload = roster_imports.keep(
        course=course, author=instructor, filename="list.csv", data=b"email,name\nada@example.edu,Ada\n"
    )
    return {
        "enrolment": Enrolment.objects.get(course=course, user=cast["student"]).pk,
        "invite": invites.make(course=course, author=instructor).pk,
        "upload": upload.pk,
    }


@pytest.mark.parametrize(("address", "expected"), PAGES)
def test_every_page_opens_for_whom_it_should(cast, numbers, sign_in, address, expected):
    for name, status in expected.items():
        assert sign_in(cast[name]).get(address.format(**numbers)).status_code == status, name


@pytest.mark.parametrize("address", [address for address, _ in PAGES] + [address for address, *_ in ACTIONS])
def test_the_anonymous_visitor_is_asked_to_sign_in(cast, numbers, sign_in, address):
    for ask in (sign_in(None).get, sign_in(None).post):
        response = ask(address.format(**numbers))
        assert response.status_code == 302
        assert response["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(("address", "posted", "expected"), ACTIONS)
def test_every_action_is_for_whom_it_should(cast, numbers, sign_in, address, posted, expected):
    for name, status in expected.items():
        assert sign_in(cast[name]).post(address.format(**numbers), posted).status_code == status, name


@pytest.mark.parametrize("address", READ_ONLY)
def test_pages_to_look_at_take_no_post(cast, sign_in, address):
    assert sign_in(cast["instructor"]).post(address).status_code == 405


@pytest.mark.parametrize("address", POST_ONLY)
def test_actions_are_not_done_by_looking(cast, numbers, sign_in, address):
    assert sign_in(cast["instructor"]).get(address.format(**numbers)).status_code == 405


@pytest.mark.parametrize("address", [address for address, *_ in ACTIONS if "{" in address])
def test_the_inner_number_must_be_of_the_course_in_the_address(cast, numbers, sign_in, address):
    wrong = address.format(**numbers).replace("/c/sequences/", "/c/elsewhere/")
    assert sign_in(cast["outsider"]).post(wrong).status_code == 404


def test_a_course_that_does_not_exist_looks_like_one_that_is_not_yours(cast, sign_in):
    assert sign_in(cast["student"]).get("/c/nowhere/").status_code == 404
