"""Passwords as they are kept outside of tests, and those that were kept before."""

import pytest
from django.contrib.auth.hashers import make_password

from courseapp import settings as site_settings

PASSWORD = "unrolled through time"


@pytest.fixture(autouse=True)
def as_the_site_does(settings):
    settings.PASSWORD_HASHERS = site_settings.PASSWORD_HASHERS


def test_a_password_is_kept_as_recommended(student):
    student.set_password(PASSWORD)
    assert student.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert student.check_password(PASSWORD)
    assert not student.check_password(f"{PASSWORD} ")


def test_what_was_kept_the_old_way_still_opens_and_is_kept_anew(student, sign_in):
    student.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    student.save()
    answer = sign_in(None).post("/accounts/sign-in/", {"username": student.email, "password": PASSWORD})
    assert answer.status_code == 302
    student.refresh_from_db()
    assert student.password.startswith("argon2$")
    assert student.check_password(PASSWORD)
