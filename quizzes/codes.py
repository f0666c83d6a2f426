"""The access code of a quiz, and a brake on guessing it: the only writer of WrongCode.

Each student has a few tries, then a rest. It is counted for each student, so that nobody can lock somebody else out.
"""

import hmac
from datetime import datetime, timedelta

from courseapp.accounts.models import User
from quizzes.models import Quiz, WrongCode

TRIES = 5
REST = timedelta(minutes=10)


def try_code(*, quiz: Quiz, student: User, code: str, now: datetime) -> str:
    """Why `code` does not open the quiz, empty if it does. Call it in a transaction that is kept either way."""
    if not quiz.access_code:
        return ""
    User.objects.select_for_update(no_key=True).get(pk=student.pk)  # guesses at once are counted one by one
    earlier = WrongCode.objects.filter(quiz=quiz, student=student, tried_at__gt=now - REST).order_by("tried_at")
    tried = list(earlier.values_list("tried_at", flat=True))
    if len(tried) >= TRIES:
        return _describe_rest(tried[-TRIES] + REST - now)
    if _do_fit(quiz.access_code, code):
        return ""
    WrongCode.objects.create(quiz=quiz, student=student, tried_at=now)
    left = TRIES - len(tried) - 1
    return f"That is not the access code of this quiz. Ask whoever supervises it. {_describe_left(left)}"


def _do_fit(wanted: str, given: str) -> bool:
    """Capitals and spaces do not matter."""
    one, other = ("".join(text.split()).casefold().encode() for text in (wanted, given))
    return hmac.compare_digest(one, other)


def _describe_left(tries: int) -> str:
    if not tries:
        return f"That was the last of {TRIES} tries; you can try again in {REST // timedelta(minutes=1)} minutes."
    return f"You have {tries} {'try' if tries == 1 else 'tries'} left before a rest of some minutes."


def _describe_rest(rest: timedelta) -> str:
    minutes = -(-rest // timedelta(minutes=1))
    return (
        f"You have entered {TRIES} wrong access codes, so no other is taken from you for a while. "
        f"Try again in {minutes} minute{'' if minutes == 1 else 's'}, with the code from whoever supervises the quiz."
    )
