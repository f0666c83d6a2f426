"""Claims that are taken back, and the sweep that brings home what was lost."""

import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from courseapp.celery import app
from grader import grading, queue, workers
from grader.models import Incident, State, Submission, Worker
from grader.queue import Recovered


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """What the workers are told, kept instead of sent."""
    names: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_options: names.append(name))
    return names


def age_claim(submission: Submission, **passed) -> None:
    Submission.objects.filter(pk=submission.pk).update(claimed_at=timezone.now() - timedelta(**passed))


def test_the_sweep_leaves_alone_what_is_on_its_way(hand_in, student, other_student):
    workers.report(name=workers.own_name())
    hand_in(student)
    grading.take(hand_in(other_student).pk)
    swept = queue.sweep()
    assert (swept.requeued, swept.held) == (0, 0)


def test_the_sweep_wakes_the_workers_when_something_waits_too_long(hand_in, student, told):
    hand_in(student)
    assert queue.sweep().hinted == 0
    workers.report(name="one:1")
    workers.report(name="two:2")
    assert queue.sweep(now=timezone.now() + queue.PATIENCE + timedelta(seconds=1)).hinted == 2
    assert told == ["grader.tasks.grade"] * 2


def test_a_claim_of_a_process_that_has_ended_comes_back_at_once(hand_in, student):
    ended = subprocess.Popen(["true"])
    name = f"{workers.own_name().rpartition(':')[0]}:{ended.pid}"
    ended.wait()
    workers.report(name=name)
    workers.report(name=f"another/host:{ended.pid}")
    submission = hand_in(student)
    grading.take(submission.pk)
    assert queue.recover() == Recovered(requeued=0, held=0)
    Submission.objects.filter(pk=submission.pk).update(claimed_by=name)
    assert queue.recover() == Recovered(requeued=1, held=0)
    assert [worker.name for worker in Worker.objects.all()] == [f"another/host:{ended.pid}"]
    assert Incident.objects.get().trouble == queue.WENT_AWAY


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


def test_what_ended_two_workers_is_held(hand_in, student):
    submission = hand_in(student)
    for _ in range(queue.MOST_DELIVERIES):
        assert grading.take(submission.pk)
        age_claim(submission, seconds=25)
        swept = queue.sweep()
    assert (swept.held, swept.requeued) == (1, 0)
    assert fresh(submission).state == State.BROKEN
    assert fresh(submission).deliveries == 2


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
    with django_assert_max_num_queries(7):
        queue.sweep(now=timezone.now() + timedelta(minutes=1))


@pytest.mark.django_db
def test_workers_that_are_long_gone_are_forgotten():
    workers.report(name="old:1")
    Worker.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    workers.report(name="new:1")
    assert [worker.name for worker in Worker.objects.all()] == ["new:1"]
