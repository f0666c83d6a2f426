"""Letters to people: the only place that puts one on its way. Delivery is the worker's business."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from courseapp.accounts import tasks
from courseapp.accounts.models import Letter, User

QUIET = timedelta(minutes=2)  # the same letter to the same address: not again so soon, whoever asks

log = logging.getLogger(__name__)


def ask_for_password(*, email: str) -> None:
    """A link to set a new password. Does the same for every address, so that it tells nobody who has an account."""
    _post([Letter(kind=Letter.Kind.RESET, to=User.objects.normalize_email(email))])


def ask_to_join(*, email: str, name: str, about: str, path: str) -> None:
    """The way on to `path` for somebody who says this address is theirs, with or without an account."""
    to = User.objects.normalize_email(email)
    _post([Letter(kind=Letter.Kind.JOIN, to=to, name=name, about=about, path=path)])


def welcome(*, people: Iterable[User], about: str, path: str) -> None:
    """Tell `people` that they were enrolled; who has no password yet is asked to choose one."""
    _post([Letter(kind=Letter.Kind.WELCOME, to=user.email, about=about, path=path) for user in people])


def _post(letters: list[Letter]) -> None:
    since = timezone.now() - QUIET
    recent = set(
        Letter.objects.filter(to__in=[letter.to for letter in letters], created_at__gt=since).values_list(
            "kind", "to", "path"
        )
    )
    fresh = [letter for letter in letters if (letter.kind, letter.to, letter.path) not in recent]
    Letter.objects.bulk_create(fresh)
    transaction.on_commit(_hint, robust=True)


def _hint() -> None:
    try:
        tasks.send_letters.delay()
    except OperationalError:
        log.warning("No broker to tell of new letters; they go out with the next sweep.")
