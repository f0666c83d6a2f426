"""Handing in: what is taken, what is refused and why, and that nothing is lost."""

import json
import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from grader import submissions
from grader.models import Assignment, State, Submission
from grader.submissions import SubmissionError


def change(assignment: Assignment, **fields) -> None:
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save()


def age(submission: Submission, **passed) -> None:
    Submission.objects.filter(pk=submission.pk).update(submitted_at=submission.submitted_at - timedelta(**passed))


def finish(submission: Submission) -> None:
    row = Submission.objects.filter(pk=submission.pk)
    row.move(to=State.RUNNING, claim="c")
    row.move(to=State.DONE, claim="", finished_at=timezone.now())


def test_a_submission_waits_with_its_text_and_a_seed(hand_in, student):
    submission = hand_in(student, "x = 2\n")
    assert (submission.state, submission.text, submission.number, submission.counts) == ("queued", "x = 2\n", 1, True)
    assert submission.seed > 0
    assert len(submission.sha256) == 64


def test_submissions_are_counted_for_each_student(hand_in, student, other_student):
    numbers = [hand_in(student, "a = 1").number, hand_in(student, "b = 1").number, hand_in(other_student).number]
    assert numbers == [1, 2, 1]


def test_the_same_text_while_it_waits_is_one_submission(hand_in, student):
    assert hand_in(student) == hand_in(student)
    assert Submission.objects.count() == 1


def test_the_same_text_after_its_verdict_is_another_submission(hand_in, student):
    finish(hand_in(student))
    assert hand_in(student).number == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"published_at": None}, "not open yet"),
        ({"opens_at": timezone.now() + timedelta(hours=1)}, "not open yet"),
        ({"due_at": timezone.now() - timedelta(seconds=1)}, "time to submit is over"),
    ],
)
def test_outside_its_window_an_assignment_takes_nothing(fields, reason, assignment, hand_in, student):
    change(assignment, **fields)
    with pytest.raises(SubmissionError, match=reason):
        hand_in(student)
    assert not Submission.objects.exists()


def test_the_staff_try_it_at_any_time_and_are_not_recorded(assignment, hand_in, assistant, instructor):
    change(assignment, published_at=None, attempts=1, cooldown_s=1000)
    assert not hand_in(assistant).counts
    finish(hand_in(instructor))
    assert hand_in(instructor, "again = 1").number == 2


def test_an_outsider_submits_nothing(hand_in, outsider):
    with pytest.raises(SubmissionError, match="members of the course"):
        hand_in(outsider)


def test_between_two_submissions_there_is_a_pause_that_is_named(assignment, hand_in, student):
    change(assignment, cooldown_s=30)
    first = hand_in(student, "a = 1")
    with pytest.raises(SubmissionError, match=r"again in (29|30) seconds"):
        hand_in(student, "b = 1")
    age(first, seconds=31)
    assert hand_in(student, "b = 1").number == 2


def test_an_hour_holds_a_limited_number(assignment, hand_in, student):
    change(assignment, hourly_limit=2)
    first = hand_in(student, "a = 1")
    hand_in(student, "b = 1")
    with pytest.raises(SubmissionError, match="60 minutes"):
        hand_in(student, "c = 1")
    age(first, minutes=61)
    assert hand_in(student, "c = 1").number == 3


def test_attempts_are_limited_where_the_course_says_so(assignment, hand_in, student, other_student):
    change(assignment, attempts=1)
    hand_in(student, "a = 1")
    with pytest.raises(SubmissionError, match="all of your 1 submission"):
        hand_in(student, "b = 1")
    assert hand_in(other_student).number == 1


def test_what_our_side_could_not_grade_costs_no_attempt(assignment, hand_in, student):
    change(assignment, attempts=1, hourly_limit=1, cooldown_s=60)
    row = Submission.objects.filter(pk=hand_in(student, "a = 1").pk)
    row.move(to=State.RUNNING, claim="c")
    row.move(to=State.BROKEN, claim="")
    assert hand_in(student, "b = 1").number == 2


@pytest.mark.parametrize(
    ("filename", "data", "reason"),
    [
        ("answer.txt", b"x = 1", r"\.py"),
        ("answer.py", b"\xff\xfe\x00", "UTF-8"),
        ("answer.ipynb", b"{}", "notebook"),
        ("answer.py", b"  \n", "no code"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(filename, data, reason, assignment, student):
    with pytest.raises(SubmissionError, match=reason):
        submissions.submit(assignment=assignment, student=student, filename=filename, data=data)
    assert not Submission.objects.exists()


def test_a_notebook_becomes_one_module(assignment, student):
    words, code = {"cell_type": "markdown", "source": "# hi"}, {"cell_type": "code", "source": ["%pwd\n", "x = 1"]}
    data = json.dumps({"cells": [words, code]}).encode()
    submission = submissions.submit(assignment=assignment, student=student, filename="cell.ipynb", data=data)
    assert "x = 1" in submission.text
    assert "hi" not in submission.text


def test_a_broker_that_is_down_loses_nothing(hand_in, student, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        submission = hand_in(student)
    assert Submission.objects.get(pk=submission.pk).state == State.QUEUED
    assert "broker does not answer" in caplog.text
