"""States move only where they may, and what was handed in never changes."""

from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from grader.models import ALLOWED, State, Submission

WAYS = {
    State.QUEUED: [],
    State.RUNNING: [State.RUNNING],
    State.DONE: [State.RUNNING, State.DONE],
    State.BROKEN: [State.RUNNING, State.BROKEN],
}
FIELDS: dict[State, dict[str, Any]] = {
    State.QUEUED: {"claim": "", "finished_at": None},
    State.RUNNING: {"claim": "a" * 32},
    State.DONE: {"claim": "", "finished_at": timezone.now()},
    State.BROKEN: {"claim": ""},
}


def bring(submission: Submission, state: State) -> None:
    for step in WAYS[state]:
        assert Submission.objects.filter(pk=submission.pk).move(to=step, **FIELDS[step]) == 1


@pytest.mark.parametrize(("source", "target"), list(product(State, State)))
def test_a_submission_moves_only_where_the_table_says(source, target, hand_in, student):
    submission = hand_in(student)
    bring(submission, source)
    moved = Submission.objects.filter(pk=submission.pk).move(to=target, **FIELDS[target])
    assert moved == (target in ALLOWED[source])
    assert Submission.objects.get(pk=submission.pk).state == (target if moved else source)


def test_every_state_says_where_it_may_go():
    assert set(ALLOWED) == set(State)


def test_what_was_handed_in_is_never_changed(hand_in, student):
    submission = hand_in(student)
    submission.text = "another text"
    with pytest.raises(TypeError, match="never changed"):
        submission.save()


def test_a_running_submission_is_always_claimed(hand_in, student):
    submission = hand_in(student)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).move(to=State.RUNNING)


def test_a_graded_submission_always_has_its_time(hand_in, student):
    submission = hand_in(student)
    bring(submission, State.RUNNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).move(to=State.DONE, claim="")


def test_seeds_are_drawn_anew(hand_in, student, other_student):
    assert hand_in(student).seed != hand_in(other_student).seed
