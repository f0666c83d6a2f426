"""Accounts in the site administration."""

import pytest

from courseapp.accounts.models import Letter, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("root@example.edu", "correct horse", name="Root")


def test_the_lists_and_forms_open(administrator, student, sign_in):
    browser = sign_in(administrator)
    Letter.objects.create(kind=Letter.Kind.RESET, to=student.email)
    for page in ("user/", "user/add/", f"user/{student.pk}/change/", "user/?q=sam", "letter/"):
        assert browser.get(f"/admin/accounts/{page}").status_code == 200, page


def test_a_person_is_added_by_address(administrator, sign_in):
    form = {"email": "Ada@Example.edu", "name": "Ada", "usable_password": "false", "password1": "", "password2": ""}
    assert sign_in(administrator).post("/admin/accounts/user/add/", form).status_code == 302
    assert not User.objects.get(email="ada@example.edu").has_usable_password()


def test_an_address_that_is_taken_in_another_spelling_is_refused(administrator, student, sign_in):
    form = {"email": "SAM@example.edu", "name": "Sam", "usable_password": "false", "password1": "", "password2": ""}
    response = sign_in(administrator).post("/admin/accounts/user/add/", form)
    assert response.status_code == 200
    assert User.objects.filter(email__iexact="sam@example.edu").count() == 1


def test_letters_are_looked_at_and_not_written_there(administrator, sign_in):
    assert sign_in(administrator).get("/admin/accounts/letter/add/").status_code == 403


def test_nobody_else_gets_in(cast, sign_in):
    for name, user in cast.items():
        assert sign_in(user).get("/admin/accounts/user/").status_code == 302, name
