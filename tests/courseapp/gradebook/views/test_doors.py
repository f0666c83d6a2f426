"""Every page of the gradebook and everybody who may knock."""

import pytest

MEMBERS = {"outsider": 404, "student": 200, "other_student": 200, "assistant": 200, "instructor": 200}
STAFF = {**MEMBERS, "student": 403, "other_student": 403}
PAGES = [
    ("/c/sequences/grades/", MEMBERS),
    ("/c/sequences/grades/?section=nonsense", MEMBERS),
    ("/c/sequences/grades.csv", STAFF),
    ("/c/sequences/grades/{item}/{student}/", STAFF),
]


@pytest.fixture
def numbers(cast, item) -> dict[str, int]:
    return {"item": item.pk, "student": cast["student"].pk}


@pytest.mark.parametrize(("address", "expected"), PAGES)
def test_every_page_opens_for_whom_it_should(cast, numbers, sign_in, address, expected):
    for name, status in expected.items():
        assert sign_in(cast[name]).get(address.format(**numbers)).status_code == status, name


@pytest.mark.parametrize("address", [address for address, _ in PAGES])
def test_the_anonymous_visitor_is_asked_to_sign_in(numbers, client, address):
    for ask in (client.get, client.post):
        response = ask(address.format(**numbers))
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/sign-in/?next=")


@pytest.mark.parametrize("address", [address for address, _ in PAGES[:3]])
def test_pages_to_look_at_take_no_post(cast, sign_in, address):
    assert sign_in(cast["instructor"]).post(address).status_code == 405


def test_a_cell_is_only_looked_at_or_posted_to(cast, numbers, sign_in):
    browser = sign_in(cast["instructor"])
    assert browser.delete(PAGES[3][0].format(**numbers)).status_code == 405
    assert browser.put(PAGES[3][0].format(**numbers)).status_code == 405


def test_only_the_staff_set_points(cast, numbers, sign_in):
    form = {"points": "9", "reason": "On paper."}
    expected = {"anonymous": 302, "outsider": 404, "student": 403, "other_student": 403}
    for name, status in expected.items():
        response = sign_in(cast[name]).post(PAGES[3][0].format(**numbers), form)
        assert response.status_code == status, name
    for name in ("assistant", "instructor"):
        response = sign_in(cast[name]).post(PAGES[3][0].format(**numbers), form)
        assert response["Location"] == PAGES[3][0].format(**numbers), name


def test_the_inner_numbers_must_be_of_the_course(cast, numbers, sign_in):
    staff, elsewhere = sign_in(cast["instructor"]), sign_in(cast["outsider"])
    wrong_course = PAGES[3][0].format(**numbers).replace("/c/sequences/", "/c/elsewhere/")
    assert elsewhere.get(wrong_course).status_code == 404
    assert elsewhere.post(wrong_course, {"points": "9", "reason": "x"}).status_code == 404
    for student in (cast["outsider"].pk, cast["assistant"].pk, 10**9):
        assert staff.get(f"/c/sequences/grades/{numbers['item']}/{student}/").status_code == 404
    assert staff.get(f"/c/sequences/grades/{10**9}/{numbers['student']}/").status_code == 404
