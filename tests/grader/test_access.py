"""Who may see what: every address of the grader, for every role, and the wrong methods."""

import pytest

from grader import grading
from grader.models import State, Submission

FOUND, SIGN_IN, FORBIDDEN, MISSING, WRONG_METHOD = 200, 302, 403, 404, 405
PEOPLE = ("anonymous", "outsider", "student", "other_student", "assistant", "instructor")
MEMBERS_ONLY = (SIGN_IN, MISSING, FOUND, FOUND, FOUND, FOUND)
STAFF_OF_THE_COURSE = (SIGN_IN, MISSING, MISSING, MISSING, FOUND, FOUND)
OWNER_AND_STAFF = (SIGN_IN, MISSING, FOUND, MISSING, FOUND, FOUND)
OPERATORS = (SIGN_IN, FOUND, FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND)

PAGES = {
    "/c/sequences/assignments/": MEMBERS_ONLY,
    "/c/sequences/assignments/rnn-cell/": MEMBERS_ONLY,
    "/c/sequences/assignments/draft/": STAFF_OF_THE_COURSE,
    "/c/sequences/assignments/attention/figures/triangle.svg": MEMBERS_ONLY,
    "/c/sequences/assignments/attention/figures/nothing.svg": (SIGN_IN, MISSING, MISSING, MISSING, MISSING, MISSING),
    "/c/sequences/assignments/nothing/": (SIGN_IN, MISSING, MISSING, MISSING, MISSING, MISSING),
    "/c/elsewhere/assignments/rnn-cell/": (SIGN_IN, MISSING, MISSING, MISSING, MISSING, MISSING),
    "/submissions/{waiting}/": OWNER_AND_STAFF,
    "/submissions/{waiting}/status/": OWNER_AND_STAFF,
    "/submissions/{graded}/": OWNER_AND_STAFF,
    "/submissions/{graded}/status/": OWNER_AND_STAFF,
    "/submissions/999999/": (SIGN_IN, MISSING, MISSING, MISSING, MISSING, MISSING),
    "/staff/queue/": OPERATORS,
}
ACTIONS = {
    "/c/sequences/assignments/rnn-cell/": (SIGN_IN, MISSING, 302, 302, 302, 302),
    "/submissions/{held}/retry/": (SIGN_IN, MISSING, FORBIDDEN, FORBIDDEN, FORBIDDEN, 302),
}


@pytest.fixture
def addresses(hand_in, student, draft, illustrated, settle) -> dict[str, int]:
    graded, held, waiting = (hand_in(student, f"x = {number}") for number in range(3))
    settle(graded)
    grading.take(held.pk)
    Submission.objects.filter(pk=held.pk).move(to=State.BROKEN, claim="")
    return {"graded": graded.pk, "held": held.pk, "waiting": waiting.pk}


def cases(table):
    return [(address, who, status) for address, row in table.items() for who, status in zip(PEOPLE, row, strict=True)]


@pytest.mark.parametrize(("address", "who", "status"), cases(PAGES))
def test_a_page_is_for_whom_it_is_meant(address, who, status, addresses, cast, sign_in):
    answer = sign_in(cast[who]).get(address.format(**addresses))
    assert answer.status_code == status
    if status == SIGN_IN:
        assert "/accounts/sign-in/" in answer.url


@pytest.mark.parametrize(("address", "who", "status"), cases(ACTIONS))
def test_an_action_is_for_whom_it_is_meant(address, who, status, addresses, cast, sign_in):
    answer = sign_in(cast[who]).post(address.format(**addresses), {"code": f"{who} = 1"})
    assert answer.status_code == status
    if who == "anonymous":
        assert "/accounts/sign-in/" in answer.url


@pytest.mark.parametrize("address", [address for address in PAGES if "/assignments/" not in address or "{" in address])
def test_a_page_takes_no_post(address, addresses, sign_in, instructor):
    assert sign_in(instructor).post(address.format(**addresses)).status_code == WRONG_METHOD


def test_assignments_take_no_other_method(assignment, sign_in, instructor):
    assert sign_in(instructor).post("/c/sequences/assignments/").status_code == WRONG_METHOD
    assert sign_in(instructor).put(assignment.get_absolute_url()).status_code == WRONG_METHOD


def test_an_action_is_not_a_link(addresses, sign_in, instructor):
    assert sign_in(instructor).get(f"/submissions/{addresses['held']}/retry/").status_code == WRONG_METHOD


def test_nobody_hands_in_without_the_form_of_this_site(assignment, sign_in, student):
    client = sign_in(student)
    client.handler.enforce_csrf_checks = True
    assert client.post("/c/sequences/assignments/rnn-cell/", {"code": "x = 1"}).status_code == FORBIDDEN
