"""Places, estimates, and the sweep that brings home what was lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grader import grading, queue, workers
from grader.models import State, Submission, Worker


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def age_claim(submission: Submission, **passed) -> None:
    Submission.objects.filter(pk=submission.pk).update(claimed_at=timezone.now() - timedelta(**passed))


def test_a_place_counts_those_before(hand_in, student, other_student, instructor):
    first, second, third = hand_in(student), hand_in(other_student), hand_in(instructor)
    assert [queue.find_place(one).ahead for one in (first, second, third)] == [0, 1, 2]
    grading.take(third.pk)
    assert [queue.find_place(one).ahead for one in (first, second, third)] == [1, 2, 2]


def test_nobody_estimates_while_nobody_grades(hand_in, student):
    assert queue.find_place(hand_in(student)).seconds is None


def test_an_estimate_comes_from_what_was_graded_and_who_is_there(hand_in, student, other_student):
    workers.report(name="one:1")
    done = hand_in(student, "a = 1")
    now = timezone.now()
    row = Submission.objects.filter(pk=done.pk)
    row.move(to=State.RUNNING, claim="c", claimed_at=now - timedelta(seconds=4))
    row.move(to=State.DONE, claim="", finished_at=now)
    assert queue.estimate(ahead=0) == 4
    assert queue.estimate(ahead=2) == 12
    workers.report(name="two:2")
    assert queue.estimate(ahead=2) == 8
    workers.report(name="three:3", closed="no sandbox")
    assert queue.estimate(ahead=2) == 8


def test_the_sweep_leaves_alone_what_is_on_its_way(hand_in, student, other_student):
    workers.report(name=workers.own_name())
    hand_in(student)
    grading.take(hand_in(other_student).pk)
    swept = queue.sweep()
    assert (swept.requeued, swept.held) == (0, 0)
    assert not Submission.objects.filter(hinted_at__gt=timezone.now()).exists()


def test_the_sweep_hints_again_at_what_waits_too_long(hand_in, student):
    submission = hand_in(student)
    later = timezone.now() + queue.PATIENCE + timedelta(seconds=1)
    queue.sweep(now=later)
    assert fresh(submission).hinted_at == later


def test_a_claim_of_a_worker_that_fell_silent_comes_back(hand_in, student):
    submission = hand_in(student)
    grading.take(submission.pk)
    age_claim(submission, seconds=25)
    assert queue.sweep().requeued == 1
    assert fresh(submission).state == State.QUEUED


def test_a_claim_of_a_worker_that_lives_is_left_until_its_time_is_over(hand_in, student):
    submission = hand_in(student)
    grading.take(submission.pk)
    workers.report(name=workers.own_name())
    age_claim(submission, seconds=25)
    assert queue.sweep().requeued == 0
    age_claim(submission, seconds=400)
    assert queue.sweep().requeued == 1


def test_what_ended_three_workers_is_held(hand_in, student):
    submission = hand_in(student)
    for _ in range(queue.MOST_DELIVERIES):
        assert grading.take(submission.pk)
        age_claim(submission, seconds=25)
        swept = queue.sweep()
    assert (swept.held, swept.requeued) == (1, 0)
    assert fresh(submission).state == State.BROKEN
    assert fresh(submission).deliveries == 3


def test_a_held_submission_starts_anew_when_somebody_says_so(hand_in, student):
    submission = hand_in(student)
    assert not queue.retry(submission=submission)
    grading.take(submission.pk)
    Submission.objects.filter(pk=submission.pk).move(to=State.BROKEN, claim="", trouble="It fell over.")
    assert queue.retry(submission=submission)
    assert (fresh(submission).state, fresh(submission).deliveries, fresh(submission).trouble) == (State.QUEUED, 0, "")


@pytest.mark.parametrize("waiting", [2, 12])
def test_a_sweep_costs_the_same_however_many_wait(waiting, hand_in, student, django_assert_max_num_queries):
    for number in range(waiting):
        hand_in(student, f"x = {number}")
    with django_assert_max_num_queries(4):
        queue.sweep(now=timezone.now() + timedelta(minutes=1))


@pytest.mark.django_db
def test_workers_that_are_long_gone_are_forgotten():
    workers.report(name="old:1")
    Worker.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    workers.report(name="new:1")
    assert [worker.name for worker in Worker.objects.all()] == ["new:1"]
