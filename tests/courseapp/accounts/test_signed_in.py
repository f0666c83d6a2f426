"""Sessions and who they belong to, as every page asks."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from courseapp.accounts.models import User

HOME = "/c/sequences/"


@pytest.fixture
def client(student, sign_in):
    client = sign_in(student)
    assert client.get(HOME).status_code == 200
    return client


def test_a_session_of_no_row_is_nobodys(client, sign_in):
    stranger = sign_in(None)
    stranger.cookies["sessionid"] = "x" * 32
    assert "sign-in" in stranger.get(HOME).url
    assert client.get(HOME).status_code == 200


def test_a_session_ends_when_it_expires(client):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert "sign-in" in client.get(HOME).url


def test_a_new_password_ends_every_other_session(client, student):
    student.set_password("another long password")
    student.save()
    assert "sign-in" in client.get(HOME).url


def test_signing_out_ends_the_session_for_whoever_copied_it(client, sign_in):
    thief = sign_in(None)
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get(HOME).status_code == 200
    client.post("/accounts/sign-out/")
    assert "sign-in" in thief.get(HOME).url


def test_a_person_who_may_no_longer_sign_in_is_nobody(client, student):
    User.objects.filter(pk=student.pk).update(is_active=False)
    assert "sign-in" in client.get(HOME).url
