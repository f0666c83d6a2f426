"""Codes to join with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courseapp.courses import invites
from courseapp.courses.invites import InviteError, UnknownCodeError
from courseapp.courses.models import CODE_ALPHABET, Invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(course, instructor, section) -> Invite:
    return invites.make(course=course, author=instructor, section=section)


def test_a_code_has_no_characters_that_are_mistaken_for_others(invite):
    assert len(invite.code) == 10
    assert set(invite.code) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("0O1IL")


def test_a_code_is_found_however_it_is_typed(invite):
    half, rest = invite.code[:5].lower(), invite.code[5:]
    for typed in (invite.code, invite.readable_code, f" {half}-{rest} ", f"{half}–{rest}"):
        assert invites.find(code=typed) == invite


@pytest.mark.parametrize("code", ["", " ", "ABCDEFGHJK", "x" * 500, "a\0b", "' OR 1=1"])
def test_a_code_that_never_was_says_so(invite, code):
    with pytest.raises(UnknownCodeError, match="No course has this code"):
        invites.find(code=code)


def test_a_closed_code_says_whose_it_was(invite):
    invites.close(invite=invite)
    with pytest.raises(InviteError, match="Learning from Sequences"):
        invites.find(code=invite.code)
    assert not Invite.objects.open().exists()


def test_closing_twice_keeps_the_first_moment(invite):
    invites.close(invite=invite)
    invite.refresh_from_db()
    closed_at = invite.closed_at
    invites.close(invite=invite)
    invite.refresh_from_db()
    assert invite.closed_at == closed_at


def test_a_code_that_ran_out_is_closed(course, instructor):
    ended = invites.make(course=course, author=instructor, expires_at=timezone.now() - timedelta(minutes=1))
    running = invites.make(course=course, author=instructor, expires_at=timezone.now() + timedelta(minutes=1))
    with pytest.raises(InviteError, match="is closed"):
        invites.find(code=ended.code)
    assert invites.find(code=running.code) == running
    assert list(Invite.objects.open()) == [running]
