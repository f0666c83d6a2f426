"""Guessing the access code of a quiz."""

from datetime import timedelta

import pytest

from courseapp.site import clock
from quizzes import attempts, authoring
from quizzes.attempts import AttemptError
from quizzes.codes import REST, TRIES
from quizzes.models import Attempt, WrongCode

RIGHT = "blue door"


@pytest.fixture
def guarded(quiz, tomorrow):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", due_at=tomorrow, access_code=RIGHT))
    return quiz


def guess(quiz, student, code="red door", *, now=None) -> str:
    with pytest.raises(AttemptError) as refused:
        attempts.start(quiz=quiz, student=student, code=code, now=now)
    return str(refused.value)


def test_after_a_few_wrong_codes_even_the_right_one_waits(guarded, student):
    now = clock.now()
    told = [guess(guarded, student, now=now) for _ in range(TRIES)]
    assert "4 tries left" in told[0]
    assert "1 try left" in told[-2]
    assert "the last of 5 tries" in told[-1]
    assert "Try again in 10 minutes" in guess(guarded, student, RIGHT, now=now)
    assert "Try again in 1 minute," in guess(guarded, student, RIGHT, now=now + REST - timedelta(seconds=1))
    assert not Attempt.objects.exists()
    assert attempts.start(quiz=guarded, student=student, code=RIGHT, now=now + REST).is_open


def test_a_refused_try_does_not_lengthen_the_rest(guarded, student):
    now = clock.now()
    for _ in range(TRIES + 3):
        guess(guarded, student, now=now)
    assert WrongCode.objects.count() == TRIES


def test_nobody_locks_somebody_else_out(guarded, student, other_student):
    for _ in range(TRIES):
        guess(guarded, student)
    assert attempts.start(quiz=guarded, student=other_student, code=RIGHT).is_open


def test_an_attempt_under_way_needs_no_code(guarded, student):
    attempt = attempts.start(quiz=guarded, student=student, code=RIGHT)
    for _ in range(TRIES + 1):
        assert attempts.start(quiz=guarded, student=student, code="wrong") == attempt


def test_the_page_says_what_to_do(guarded, student, sign_in):
    client = sign_in(student)
    address = guarded.get_absolute_url()
    for _ in range(TRIES):
        told = client.post(f"{address}start/", {"code": "red"}, follow=True).content.decode()
        assert "Ask whoever supervises it" in told
    told = client.post(f"{address}start/", {"code": RIGHT}, follow=True).content.decode()
    assert "Try again in 10 minutes" in told
