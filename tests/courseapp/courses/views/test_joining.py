"""Getting into a course with a code: signed in, with a forgotten account, and as somebody new."""

import re

import pytest
from django.conf import settings as site
from django.test import Client

from courseapp.accounts import delivery
from courseapp.accounts.models import Letter, User
from courseapp.courses import invites, people
from courseapp.courses.models import Enrolment, Invite, Role
from courseapp.courses.people import Place

pytestmark = pytest.mark.django_db
NEW = "unrolled through all of time"


@pytest.fixture
def invite(course, instructor, section) -> Invite:
    return invites.make(course=course, author=instructor, section=section)


def open_letter(client: Client, mailoutbox):
    delivery.send_waiting()
    (link,) = re.findall(r"^https?://\S+$", mailoutbox[-1].body, re.MULTILINE)[:1]
    return client.get(link.removeprefix(site.SITE_URL), follow=True)


# --- typing the code


def test_a_typed_code_leads_to_its_link(client, invite):
    response = client.post("/join/", {"code": invite.readable_code.lower()})
    assert response["Location"] == f"/join/{invite.code}/"


def test_a_mistyped_code_is_explained(client, invite):
    assert "No course has this code" in client.post("/join/", {"code": "ABCDE FGHJK"}).content.decode()


def test_an_unknown_link_is_explained(client):
    response = client.get("/join/ABCDEFGHJK/")
    assert response.status_code == 404
    assert "No course has this code" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_link_is_explained_and_lets_nobody_in(invite, outsider, sign_in, method):
    invites.close(invite=invite)
    response = getattr(sign_in(outsider), method)(f"/join/{invite.code}/")
    assert response.status_code == 410
    assert "is closed. Ask your instructor for a new one" in response.content.decode()
    assert not Enrolment.objects.filter(user=outsider, course=invite.course).exists()


# --- signed in


def test_looking_at_the_link_enrols_nobody(invite, outsider, sign_in):
    page = sign_in(outsider).get(f"/join/{invite.code}/").content.decode()
    assert "Join Learning from Sequences?" in page
    assert "Monday group" in page
    assert not Enrolment.objects.filter(user=outsider, course=invite.course).exists()


def test_confirming_enrols_as_student_in_the_section(invite, section, outsider, sign_in):
    response = sign_in(outsider).post(f"/join/{invite.code}/")
    assert response["Location"] == "/c/sequences/"
    enrolment = Enrolment.objects.get(user=outsider, course=invite.course)
    assert (enrolment.role, enrolment.section) == (Role.STUDENT, section)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_member_is_sent_to_the_course_and_stays_what_they_are(invite, assistant, sign_in, method):
    response = getattr(sign_in(assistant), method)(f"/join/{invite.code}/", follow=True)
    assert "You are in this course already." in response.content.decode()
    assert Enrolment.objects.get(user=assistant).role == Role.ASSISTANT


def test_who_was_taken_off_the_course_is_told_whom_to_ask(invite, student, sign_in):
    enrolment = Enrolment.objects.get(user=student)
    people.change(enrolment=enrolment, place=Place(), is_active=False)
    assert "Ask your instructor to put you back" in sign_in(student).post(f"/join/{invite.code}/").content.decode()


# --- somebody new


def test_the_visitor_may_sign_in_and_come_back(client, invite):
    page = client.get(f"/join/{invite.code}/").content.decode()
    assert f"/accounts/sign-in/?next=/join/{invite.code}/" in page


def test_somebody_new_proves_their_address_and_is_in(client, invite, mailoutbox):
    response = client.post(f"/join/{invite.code}/", {"name": "Ada", "email": "Ada@example.edu"}, follow=True)
    assert "Look at your mail" in response.content.decode()
    assert not User.objects.filter(email="ada@example.edu").exists(), "nothing is opened on somebody's mere word"
    page = open_letter(client, mailoutbox)
    form = {"name": "Ada Byron", "new_password1": NEW, "new_password2": NEW}
    response = client.post(page.request["PATH_INFO"], form, follow=True)
    assert "Join Learning from Sequences?" in response.content.decode()
    client.post(f"/join/{invite.code}/")
    assert Enrolment.objects.get(course=invite.course, role=Role.STUDENT).user.name == "Ada Byron"


def test_the_page_answers_the_same_whether_an_address_has_an_account(client, invite, student, mailoutbox):
    answers = [
        client.post(f"/join/{invite.code}/", {"name": "X", "email": email})
        for email in (student.email, "nobody@example.edu")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/join/sent/")}
    delivery.send_waiting()
    assert ["You have an account already" in mail.body for mail in mailoutbox] == [True, False]


def test_nonsense_is_explained_and_nothing_is_sent(client, invite):
    response = client.post(f"/join/{invite.code}/", {"name": "", "email": "nonsense"})
    assert response.status_code == 200
    assert not Letter.objects.exists()


@pytest.mark.parametrize("address", ["/join/", "/join/sent/", "/join/{code}/"])
def test_every_page_opens_for_everybody_and_takes_no_other_method(cast, invite, sign_in, address):
    for name, user in cast.items():
        browser = sign_in(user)
        response = browser.get(address.format(code=invite.code))
        expected = 302 if "{" in address and name not in {"anonymous", "outsider"} else 200
        assert response.status_code == expected, name
        assert browser.delete(address.format(code=invite.code)).status_code == 405, name
