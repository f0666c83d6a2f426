"""A place in the queue, and an estimate that is measured."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from grader import grading, places, workers
from grader.models import State, Submission


def finish(submission: Submission, *, worker: str, queued: datetime, claimed: datetime, finished: datetime) -> None:
    row = Submission.objects.filter(pk=submission.pk)
    row.update(queued_at=queued)
    row.move(to=State.RUNNING, claim="c", claimed_by=worker, claimed_at=claimed)
    row.move(to=State.DONE, claim="", finished_at=finished)


def test_a_place_counts_those_whose_turn_is_earlier(hand_in, student, other_student, instructor):
    first, second, third = hand_in(student), hand_in(other_student), hand_in(instructor)
    assert [places.find_place(one).ahead for one in (first, second, third)] == [0, 1, 2]
    grading.take(third.pk)
    assert [places.find_place(one).ahead for one in (first, second)] == [1, 2]
    assert places.find_place(Submission.objects.get(pk=third.pk)).ahead == 0


def test_a_place_changes_with_the_turns(hand_in, student, other_student):
    hand_in(student, "a = 1")
    mine = hand_in(student, "b = 1")
    assert places.find_place(mine).ahead == 1
    hand_in(other_student)
    assert places.find_place(mine).ahead == 2


def test_nobody_estimates_while_nobody_grades(hand_in, student):
    assert places.find_place(hand_in(student)).seconds is None


def test_an_estimate_comes_from_what_was_graded_and_who_is_there(hand_in, student):
    workers.report(name="one:1")
    now = timezone.now()
    spans = {"queued": now - timedelta(seconds=9), "claimed": now - timedelta(seconds=4), "finished": now}
    finish(hand_in(student, "a = 1"), worker="one:1", **spans)
    assert places.estimate(running=0, waiting=0) == 4
    assert places.estimate(running=1, waiting=2) == 14
    workers.report(name="two:2")
    assert places.estimate(running=2, waiting=2) == 10
    workers.report(name="three:3", closed="no sandbox")
    assert places.estimate(running=2, waiting=2) == 10


@pytest.mark.parametrize(("queued", "claimed"), [(0, 2.5), (10, 10.5)])
def test_a_pace_holds_all_that_a_worker_did_but_no_idle_time(hand_in, student, queued, claimed):
    """The second waits already, or comes long after: from free to done it is 2 s both times."""
    begun = timezone.now() - timedelta(minutes=1)
    finish(
        hand_in(student, "a = 1"), worker="one:1", queued=begun, claimed=begun, finished=begun + timedelta(seconds=2)
    )
    free = begun + timedelta(seconds=max(queued, 2))
    times = {"claimed": begun + timedelta(seconds=claimed), "finished": free + timedelta(seconds=2)}
    finish(hand_in(student, "b = 1"), worker="one:1", queued=begun + timedelta(seconds=queued), **times)
    assert places.measure_pace(lanes=1) == pytest.approx(2, rel=0.02)


def grade_in_a_row(hand_in, student, *, seconds: list[float], begun: datetime) -> None:
    """One worker's verdicts, one right after the other, all of them handed in long before."""
    for number, each in enumerate(seconds):
        finished = begun + timedelta(seconds=each)
        times = {"queued": begun - timedelta(hours=1), "claimed": begun, "finished": finished}
        finish(hand_in(student, f"a = {number}"), worker="one:1", **times)
        begun = finished


def test_what_a_worker_makes_ready_at_its_first_verdict_does_not_count(hand_in, student):
    grade_in_a_row(hand_in, student, seconds=[30, 1, 1, 1], begun=timezone.now() - timedelta(seconds=33))
    assert places.measure_pace(lanes=1) == pytest.approx(1)


def test_a_pace_is_better_once_nobody_hands_in_any_more(hand_in, student, other_student):
    grade_in_a_row(hand_in, student, seconds=[1, 1, 1, 1], begun=timezone.now() - timedelta(seconds=4))
    calm = places.measure_pace(lanes=1)
    for number in range(3):
        hand_in(other_student, f"a = {number}")
    assert places.measure_pace(lanes=1) < calm
