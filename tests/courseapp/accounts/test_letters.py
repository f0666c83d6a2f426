"""Letters: written once, sent when the mail server listens, silent about who has an account."""

import logging
import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from courseapp.accounts import delivery, letters
from courseapp.accounts.models import Letter, User

pytestmark = pytest.mark.django_db


class DeafBackend(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


def find_link(text: str) -> str:
    (link,) = re.findall(r"^https?://\S+$", text, re.MULTILINE)[:1]
    return link


def test_a_letter_for_a_new_password_goes_to_who_has_an_account(student, mailoutbox):
    letters.ask_for_password(email=" SAM@example.edu")
    assert delivery.send_waiting() == 1
    (mail,) = mailoutbox
    assert mail.to == [student.email]
    assert mail.subject == "A new password for courseapp"
    assert find_link(mail.body).startswith("http://127.0.0.1:8000/accounts/password/set/")


def test_nobody_is_written_to_at_an_address_without_an_account(mailoutbox):
    letters.ask_for_password(email="nobody@example.edu")
    assert delivery.send_waiting() == 0
    assert mailoutbox == []
    assert not Letter.objects.waiting().exists()


def test_asking_costs_the_same_whether_there_is_an_account_or_not(student, django_assert_num_queries):
    for email in (student.email, "nobody@example.edu"):
        with django_assert_num_queries(2):
            letters.ask_for_password(email=email)


def test_a_closed_account_gets_no_letter(student, mailoutbox):
    User.objects.filter(pk=student.pk).update(is_active=False)
    letters.ask_for_password(email=student.email)
    assert delivery.send_waiting() == 0


def test_asking_twice_at_once_sends_one_letter(student, mailoutbox):
    letters.ask_for_password(email=student.email)
    letters.ask_for_password(email=student.email)
    delivery.send_waiting()
    assert len(mailoutbox) == 1


def test_asking_again_later_sends_another(student, mailoutbox):
    letters.ask_for_password(email=student.email)
    Letter.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    letters.ask_for_password(email=student.email)
    delivery.send_waiting()
    assert len(mailoutbox) == 2


def test_who_joins_without_an_account_gets_a_link_to_begin(mailoutbox):
    letters.ask_to_join(email="ada@example.edu", name="Ada", about="Sequences", path="/join/ABC/")
    delivery.send_waiting()
    assert mailoutbox[0].subject == "Join Sequences"
    assert "/accounts/begin/" in find_link(mailoutbox[0].body)


def test_who_joins_with_an_account_is_told_so_and_sent_to_the_course(student, mailoutbox):
    letters.ask_to_join(email=student.email, name="Somebody", about="Sequences", path="/join/ABC/")
    delivery.send_waiting()
    assert "You have an account already" in mailoutbox[0].body
    assert find_link(mailoutbox[0].body) == "http://127.0.0.1:8000/join/ABC/"


def test_who_joins_before_choosing_a_first_password_chooses_one_and_goes_on(mailoutbox):
    User.objects.create_user("ada@example.edu", name="Ada")
    letters.ask_to_join(email="ada@example.edu", name="Ada", about="Sequences", path="/join/ABC/")
    delivery.send_waiting()
    link = find_link(mailoutbox[0].body)
    assert "/accounts/password/set/" in link
    assert link.endswith("?next=%2Fjoin%2FABC%2F")


def test_names_stand_in_letters_as_they_are_written(mailoutbox):
    letters.ask_to_join(email="ada@example.edu", name="Ada O'Hara <3", about="R&D", path="/join/ABC/")
    delivery.send_waiting()
    assert "Hello Ada O'Hara <3," in mailoutbox[0].body
    assert mailoutbox[0].subject == "Join R&D"


def test_a_mail_server_that_hangs_up_loses_nothing(student, settings, mailoutbox, caplog):
    working = settings.EMAIL_BACKEND
    letters.ask_for_password(email=student.email)
    settings.EMAIL_BACKEND = f"{__name__}.DeafBackend"
    with caplog.at_level(logging.WARNING):
        assert delivery.send_waiting() == 0
    assert "tried again" in caplog.text
    settings.EMAIL_BACKEND = working
    assert delivery.send_waiting() == 0, "not at once: the server gets time to recover"
    Letter.objects.update(next_try_at=timezone.now())
    assert delivery.send_waiting() == 1


def test_after_many_failures_a_letter_is_given_up_and_kept_to_look_at(student, settings):
    settings.EMAIL_BACKEND = f"{__name__}.DeafBackend"
    letters.ask_for_password(email=student.email)
    for _ in range(delivery.MOST_TRIES):
        delivery.send_waiting()
        Letter.objects.exclude(next_try_at=None).update(next_try_at=timezone.now())
    letter = Letter.objects.get()
    assert (letter.tries, letter.next_try_at, letter.sent_at) == (delivery.MOST_TRIES, None, None)


def test_old_letters_are_forgotten():
    letters.ask_to_join(email="ada@example.edu", name="Ada", about="Sequences", path="/")
    Letter.objects.update(created_at=timezone.now() - delivery.KEPT - timedelta(days=1))
    delivery.send_waiting()
    assert not Letter.objects.exists()


def test_a_broker_that_is_away_keeps_nobody_from_asking(student, settings, django_capture_on_commit_callbacks, caplog):
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        letters.ask_for_password(email=student.email)
    assert "they go out with the next sweep" in caplog.text
    assert Letter.objects.waiting().count() == 1
