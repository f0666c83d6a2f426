"""Sending the letters that wait: claimed, written, sent, marked; a failure is tried again, later and later."""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from courseapp.accounts import links
from courseapp.accounts.models import Letter, User

AT_ONCE_SECONDS = 5.0  # then others get their turn on the worker; the next sweep goes on
MOST_TRIES = 10  # the last about a day after the first
KEPT = timedelta(days=30)  # a letter names a person; we do not keep that for ever

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str


def send_waiting() -> int:
    """Send what waits, for a few seconds at most; returns how many letters went out."""
    started = time.monotonic()
    Letter.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    sent = 0
    for letter in Letter.objects.waiting()[:200]:
        if time.monotonic() - started > AT_ONCE_SECONDS:
            break
        if _claim(letter):
            sent += _send(letter)
    return sent


def write(letter: Letter) -> Mail | None:
    """What stands in the letter, as things are now; None where nobody is to be written to any more."""
    user = User.objects.filter(email=letter.to).first()
    if user is not None and not user.is_active:
        return None
    match letter.kind, user:
        case ((Letter.Kind.RESET | Letter.Kind.WELCOME), None):
            return None
        case Letter.Kind.RESET, User():
            template, link = "reset", links.to_set_password(user=user)
        case _, None:
            template, link = "join_new", links.to_begin(email=letter.to, name=letter.name, path=letter.path)
        case kind, User() if user.has_usable_password():
            template, link = f"{kind}_known", links.to_page(letter.path)
        case kind, User():
            template, link = f"{kind}_unset", links.to_set_password(user=user, path=letter.path)
    facts = {
        "letter": letter,
        "user": user,
        "site_name": settings.SITE_NAME,
        "link": link,
        "ask_again": links.to_page(reverse("accounts:password-reset")),
    }
    subject, _, text = render_to_string(f"accounts/mail/{template}.txt", facts).strip().partition("\n")
    return Mail(subject=subject.strip(), text=text.strip() + "\n")


def _claim(letter: Letter) -> bool:
    """Take the letter before another worker does; should we die now, it is tried again."""
    tries = letter.tries + 1
    next_try = timezone.now() + timedelta(minutes=2**tries) if tries < MOST_TRIES else None
    return bool(Letter.objects.waiting().filter(pk=letter.pk).update(tries=tries, next_try_at=next_try))


def _send(letter: Letter) -> bool:
    mail = write(letter)
    if mail is not None:
        try:
            send_mail(mail.subject, mail.text, None, [letter.to])
        except (OSError, SMTPException):
            log.warning("A letter could not be sent; it is tried again.", exc_info=True)
            return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    return mail is not None
