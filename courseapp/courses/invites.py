"""Codes with which students let themselves into a course: the only writer of Invite."""

import re
from datetime import datetime

from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Invite, Section

SEPARATORS = re.compile(r"[\s\-–·.]+")
LONGEST = 20


class InviteError(Exception):
    """A code that does not let anybody in; the message says what to do."""


class UnknownCodeError(InviteError):
    """There never was such a code."""


def make(*, course: Course, author: User, section: Section | None = None, expires_at: datetime | None = None) -> Invite:
    return Invite.objects.create(course=course, section=section, created_by=author, expires_at=expires_at)


def close(*, invite: Invite) -> None:
    """Nobody gets in with it any more; who is in stays in."""
    Invite.objects.filter(pk=invite.pk, closed_at=None).update(closed_at=timezone.now())


def find(*, code: str) -> Invite:
    """The open invite of `code`, typed in capitals or not, with spaces or hyphens or not. Raises InviteError."""
    tidy = SEPARATORS.sub("", code).upper()
    invites = Invite.objects.select_related("course", "section")
    invite = invites.filter(code=tidy).first() if 0 < len(tidy) <= LONGEST and "\0" not in tidy else None
    if invite is None:
        raise UnknownCodeError(
            "No course has this code. Compare it with what you were given: it has no 0, 1, I, L or O."
        )
    if not invite.is_open:
        raise InviteError(f"This code for “{invite.course}” is closed. Ask your instructor for a new one.")
    return invite
