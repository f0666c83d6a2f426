"""The brake on guessing passwords."""

import pytest
from django.test import Client, RequestFactory

from courseapp.accounts import brake
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_patience(settings) -> None:
    settings.AXES_FAILURE_LIMIT = 3


def guess(email: str, *, times: int = 1, password: str = "wrong", address: str = "192.0.2.1"):
    browser = Client(REMOTE_ADDR=address)
    for _ in range(times):
        response = browser.post("/accounts/sign-in/", {"username": email, "password": password})
    return response


def test_after_some_wrong_passwords_the_account_rests_for_who_tried(student):
    response = guess(student.email, times=3)
    assert response.status_code == 429
    assert "Wait ten minutes" in response.content.decode()
    assert guess(student.email, password=PASSWORD).status_code == 429


def test_another_spelling_of_the_address_does_not_get_round_it(student):
    guess("Sam@Example.edu", times=2)
    assert guess(" sam@example.EDU", times=1).status_code == 429


def test_others_behind_the_same_address_sign_in_as_ever(student, other_student):
    guess(student.email, times=3)
    assert guess(other_student.email, password=PASSWORD).status_code == 302


def test_its_owner_signs_in_from_elsewhere_as_ever(student):
    guess(student.email, times=3)
    assert guess(student.email, password=PASSWORD, address="192.0.2.2").status_code == 302


def test_the_right_password_lets_the_wrong_ones_be_forgotten(student):
    guess(student.email, times=2)
    assert guess(student.email, password=PASSWORD).status_code == 302
    assert guess(student.email, times=2).status_code == 200


def test_the_brake_tells_nobody_who_has_an_account():
    assert guess("nobody@example.edu", times=3).status_code == 429


def test_behind_our_proxy_the_address_is_what_the_proxy_saw(settings):
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.9, 203.0.113.7")
    assert brake.read_address(request) == "10.0.0.1", "without a proxy of ours, the header is anybody's to write"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert brake.read_address(request) == "203.0.113.7"
