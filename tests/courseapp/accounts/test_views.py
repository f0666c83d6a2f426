"""Signing in and out, passwords, and the pages behind the links in our letters."""

import re

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from courseapp.accounts import delivery, letters, links
from courseapp.accounts.models import Letter, User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/sign-in/"
NEW = "unrolled through all of time"


def sign_in_by_form(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"username": email, "password": password, **more})


def follow_letter(client: Client, mailoutbox):
    """Open the link in the one letter that was sent, as its reader does."""
    delivery.send_waiting()
    (link,) = re.findall(r"^https?://\S+$", mailoutbox[-1].body, re.MULTILINE)[:1]
    return client.get(link.removeprefix(site.SITE_URL), follow=True)


# --- signing in and out


@pytest.mark.parametrize("typed", ["sam@example.edu", "Sam@Example.EDU", "  sam@example.edu "])
def test_an_address_signs_in_however_it_is_typed(client, student, typed):
    response = sign_in_by_form(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(student.pk)


def test_a_wrong_password_says_what_to_do_and_not_who_has_an_account(client, student):
    known = sign_in_by_form(client, student.email, "wrong").content.decode()
    unknown = sign_in_by_form(client, "nobody@example.edu", "wrong").content.decode()
    for page in (known, unknown):
        assert "do not belong together" in page
        assert reverse("accounts:password-reset") in page


def test_a_closed_account_does_not_sign_in(client, student):
    User.objects.filter(pk=student.pk).update(is_active=False)
    assert sign_in_by_form(client, student.email).status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client, student):
    response = client.get("/c/sequences/grades/")
    assert response["Location"] == f"{SIGN_IN}?next=/c/sequences/grades/"
    assert 'name="next" value="/c/sequences/grades/"' in client.get(response["Location"]).content.decode()
    assert sign_in_by_form(client, student.email, next="/c/sequences/grades/")["Location"] == "/c/sequences/grades/"


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///evil.example", "\\\\evil"]
)
def test_signing_in_leads_to_no_other_site(client, student, next_page):
    assert sign_in_by_form(client, student.email, next=next_page)["Location"] == "/"


def test_who_is_signed_in_is_not_asked_again(student, sign_in):
    assert sign_in(student).get(SIGN_IN)["Location"] == "/"


def test_a_next_that_is_the_sign_in_page_does_not_go_round_in_circles(student, sign_in):
    assert sign_in(student).get(f"{SIGN_IN}?next={SIGN_IN}")["Location"] == "/"
    assert sign_in(student).get(f"{SIGN_IN}?next={SIGN_IN}%3Fx=1")["Location"] == "/"


def test_signing_out_takes_a_post(student, sign_in):
    browser = sign_in(student)
    assert browser.get("/accounts/sign-out/").status_code == 405
    assert browser.post("/accounts/sign-out/")["Location"] == SIGN_IN
    assert "_auth_user_id" not in browser.session


def test_a_form_from_another_site_does_not_sign_in(student):
    guarded = Client(enforce_csrf_checks=True)
    assert sign_in_by_form(guarded, student.email).status_code == 403


# --- passwords


def test_changing_the_password_keeps_this_browser_signed_in(student, sign_in):
    browser, elsewhere = sign_in(student), sign_in(student)
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    response = browser.post("/accounts/password/", form, follow=True)
    assert "Your password is changed" in response.content.decode()
    assert browser.get("/accounts/profile/").status_code == 200
    assert elsewhere.get("/accounts/profile/").status_code == 302
    student.refresh_from_db()
    assert student.check_password(NEW)


def test_changing_the_password_takes_the_old_one(student, sign_in):
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert sign_in(student).post("/accounts/password/", form).status_code == 200
    student.refresh_from_db()
    assert student.check_password(PASSWORD)


def test_a_forgotten_password_is_replaced_through_a_letter(client, student, mailoutbox):
    assert client.post("/accounts/password/forgotten/", {"email": "SAM@example.edu"})["Location"] == (
        "/accounts/password/forgotten/sent/"
    )
    page = follow_letter(client, mailoutbox)
    response = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(student.pk)
    student.refresh_from_db()
    assert student.check_password(NEW)


def test_the_link_works_once(client, student, mailoutbox):
    letters.ask_for_password(email=student.email)
    page = follow_letter(client, mailoutbox)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert "This link no longer works" in follow_letter(Client(), mailoutbox).content.decode()


def test_somebody_enrolled_by_an_instructor_sets_a_first_password_the_same_way(client, mailoutbox):
    user = User.objects.create_user("ada@example.edu", name="Ada")
    client.post("/accounts/password/forgotten/", {"email": "ada@example.edu"})
    page = follow_letter(client, mailoutbox)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_page_for_forgotten_passwords_does_not_tell_who_has_an_account(client, student):
    answers = {
        (response.status_code, response["Location"])
        for response in (
            client.post("/accounts/password/forgotten/", {"email": email})
            for email in (student.email, "nobody@example.edu")
        )
    }
    assert len(answers) == 1


def test_nonsense_is_not_an_address(client):
    response = client.post("/accounts/password/forgotten/", {"email": "nonsense"})
    assert "Enter a valid email address" in response.content.decode()
    assert not Letter.objects.exists()


def test_a_first_password_leads_on_to_where_the_letter_says(client, course):
    user = User.objects.create_user("ada@example.edu", name="Ada")
    link = links.to_set_password(user=user, path="/join/ABC/").removeprefix(site.SITE_URL)
    page = client.get(link, follow=True)
    response = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert response["Location"] == "/join/ABC/"


def test_a_link_that_was_tampered_with_leads_to_no_other_site(client):
    user = User.objects.create_user("ada@example.edu", name="Ada")
    link = links.to_set_password(user=user, path="https://evil.example/").removeprefix(site.SITE_URL)
    page = client.get(link, follow=True)
    response = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert response["Location"] == "/"


def test_a_broken_link_says_how_to_get_a_new_one(client):
    page = client.get("/accounts/password/set/xyz/abc-def/").content.decode()
    assert "This link no longer works" in page
    assert reverse("accounts:password-reset") in page


# --- beginning


def open_beginning(**said: str) -> str:
    facts = {"email": "ada@example.edu", "name": "Ada", "path": "/join/ABC/", **said}
    return links.to_begin(**facts).removeprefix(site.SITE_URL)


def test_who_follows_the_letter_opens_an_account_and_goes_on(client):
    link = open_beginning()
    page = client.get(link).content.decode()
    assert "ada@example.edu" in page
    assert not User.objects.exists(), "looking at the page opens nothing: mail scanners look too"
    response = client.post(link, {"name": "Ada Byron", "new_password1": NEW, "new_password2": NEW})
    assert response["Location"] == "/join/ABC/"
    user = User.objects.get()
    assert (user.email, user.name, user.check_password(NEW)) == ("ada@example.edu", "Ada Byron", True)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_weak_password_opens_no_account(client):
    response = client.post(open_beginning(), {"name": "Ada", "new_password1": "12345678", "new_password2": "12345678"})
    assert response.status_code == 200
    assert not User.objects.exists()


def test_following_the_letter_again_asks_to_sign_in(client, student):
    link = open_beginning(email=student.email)
    response = client.post(link, {"name": "Eve", "new_password1": NEW, "new_password2": NEW})
    assert response["Location"] == f"{SIGN_IN}?next=%2Fjoin%2FABC%2F"
    student.refresh_from_db()
    assert student.check_password(PASSWORD)


def test_a_link_of_somebody_elses_making_opens_nothing(client):
    response = client.get("/accounts/begin/made:up:token/")
    assert response.status_code == 410
    assert "This link no longer works" in response.content.decode()


def test_a_link_that_is_too_old_opens_nothing(client, settings):
    link = open_beginning()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.get(link).status_code == 410


# --- the account


def test_a_person_corrects_their_name(student, sign_in):
    response = sign_in(student).post("/accounts/profile/", {"name": "Samuel Student"}, follow=True)
    assert "Saved." in response.content.decode()
    student.refresh_from_db()
    assert student.name == "Samuel Student"


def test_a_name_cannot_be_empty(student, sign_in):
    assert sign_in(student).post("/accounts/profile/", {"name": " "}).status_code == 200
    student.refresh_from_db()
    assert student.name == "Sam Student"


PAGES = [
    ("/accounts/sign-in/", 200, 302),
    ("/accounts/profile/", 302, 200),
    ("/accounts/password/", 302, 200),
    ("/accounts/password/forgotten/", 200, 200),
    ("/accounts/password/forgotten/sent/", 200, 200),
]


@pytest.mark.parametrize(("address", "anonymous", "signed_in"), PAGES)
def test_every_page_answers_everybody(cast, sign_in, address, anonymous, signed_in):
    for name, user in cast.items():
        expected = anonymous if user is None else signed_in
        assert sign_in(user).get(address).status_code == expected, name


@pytest.mark.parametrize("address", [page for page, *_ in PAGES if not page.endswith("sent/")])
def test_other_methods_are_refused(student, sign_in, address):
    assert sign_in(student).delete(address).status_code in {405, 302}
