"""Grading again: beside the old run, with the same inputs, after everybody else; and then it counts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from courseapp.courses.access import find_membership
from courseapp.gradebook import history, table
from courseapp.gradebook.models import GradeEntry
from grader import attention, grading, regrades, worksheets
from grader.judge import load_assignment
from grader.models import State, Submission
from tests.grader.conftest import take


@pytest.fixture
def worse(judged):
    return replace(judged, score=2.5)


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def regrade(assignment) -> int:
    return regrades.start(submissions=regrades.list_graded(assignment=assignment))


def find_points(course, student) -> Decimal | None:
    _, row = table.read_row(course=course, user=student)
    assert row is not None
    return row.cells[0].points


def test_a_new_run_stands_beside_the_old_one_and_counts(assignment, course, hand_in, student, settle, worse):
    seed = settle(hand_in(student)).seed
    assert regrade(assignment) == 1
    submission = settle(Submission.objects.get(), worse)
    assert submission.seed == seed
    assert [report.points for report in submission.reports.order_by("run")] == [10, 5]
    origins = list(GradeEntry.objects.order_by("pk").values_list("origin", flat=True))
    assert origins == [f"submission:{submission.pk}/run:{run}" for run in (1, 2)]
    assert find_points(course, student) == 5
    told = history.read(item=assignment.item, student=student)
    assert [event.counts for event in told.events] == [True, False]


def test_the_old_result_counts_until_the_new_one_is_there(assignment, course, hand_in, student, settle):
    settle(hand_in(student))
    regrade(assignment)
    assert find_points(course, student) == 10


def test_the_best_of_the_newest_runs_counts(assignment, course, hand_in, student, settle, judged, worse):
    first = settle(hand_in(student, "a = 1"))
    settle(hand_in(student, "b = 1"), replace(judged, score=3.0))
    regrades.start(submissions=regrades.list_graded(assignment=assignment, submission_id=first.pk))
    settle(first, worse)
    assert find_points(course, student) == 6
    listed = worksheets.list_all(find_membership(user=student, course=course)).get()
    assert (listed.best, listed.tries) == (6, 2)


def test_what_the_staff_tried_is_graded_again_only_by_name(assignment, hand_in, instructor, settle):
    tried = settle(hand_in(instructor))
    assert regrade(assignment) == 0
    assert regrades.start(submissions=regrades.list_graded(assignment=assignment, submission_id=tried.pk)) == 1


def test_what_waits_for_its_first_verdict_is_left_alone(assignment, hand_in, student):
    hand_in(student)
    assert regrade(assignment) == 0


def test_a_regrade_pushes_nobody_back(assignment, hand_in, student, other_student, settle):
    settle(hand_in(student, "a = 1"))
    regrade(assignment)
    mine = hand_in(student, "b = 1")
    assert mine.own_before == 0
    assert grading.take_next().submission_id == mine.pk


def test_a_regrade_that_fails_leaves_the_old_result(assignment, hand_in, student, settle, sign_in):
    submission = settle(hand_in(student))
    regrade(assignment)
    for _ in range(2):
        grading.give_back(take(submission), trouble="The sandbox stopped.")
    assert fresh(submission).state == State.BROKEN
    assert '<span class="score-value">10</span>' in sign_in(student).get(submission.get_absolute_url()).content.decode()


def test_a_regrade_in_the_queue_is_no_reason_to_worry(assignment, course, hand_in, student, settle):
    settle(hand_in(student))
    regrade(assignment)
    Submission.objects.update(queued_at=Submission.objects.get().queued_at - 10 * attention.LONG)
    assert attention.list_for_staff(course=course) == []


def test_changes_are_listed(assignment, hand_in, student, other_student, settle, worse):
    one, two = settle(hand_in(student)), settle(hand_in(other_student))
    regrade(assignment)
    settle(one, worse)
    settle(two)
    change = regrades.list_changes(assignment=assignment)
    assert [(each.submission.pk, each.before, each.after) for each in change] == [(one.pk, 10, 5)]


def test_a_student_reads_what_happened(assignment, hand_in, student, settle, worse, sign_in):
    submission = settle(hand_in(student))
    regrade(assignment)
    client = sign_in(student)
    page = client.get(submission.get_absolute_url()).content.decode()
    assert "It is being graded again" in page
    assert "hx-trigger" not in page
    settle(submission, worse)
    page = client.get(submission.get_absolute_url()).content.decode()
    assert '<span class="score-value">5</span>' in page
    assert "Before: 10 points" in page


def test_the_button_is_the_instructors(assignment, course, hand_in, student, settle, cast, sign_in):
    submission = settle(hand_in(student))
    address = f"{assignment.get_absolute_url()}regrade/"
    expected = {"anonymous": 302, "outsider": 404, "student": 403, "other_student": 403, "assistant": 403}
    for role, status in expected.items():
        assert sign_in(cast[role]).post(address).status_code == status
    assert fresh(submission).state == State.DONE
    client = sign_in(cast["instructor"])
    assert client.get(address).status_code == 405
    assert "Grade everything again" in client.get(assignment.get_absolute_url()).content.decode()
    assert (
        "Grade everything again" not in sign_in(cast["assistant"]).get(assignment.get_absolute_url()).content.decode()
    )
    page = client.post(address, follow=True).content.decode()
    assert "1 submission is graded again" in page
    assert "1 submission still to be graded again" in page
    assert fresh(submission).state == State.QUEUED
    assert "There is nothing to grade again" in client.post(address, follow=True).content.decode()


@pytest.mark.usefixtures("bench")
def test_the_same_code_and_seed_earn_the_same_to_the_last_digit(assignment, hand_in, student, mistake):
    submission = hand_in(student, mistake("no_tanh_derivative"))
    assert grading.grade(submission.pk)
    regrade(assignment)
    assert grading.grade_what_waits() == 1
    one, two = submission.reports.order_by("run")
    assert one.data["checks"] == two.data["checks"]
    assert load_assignment("rnn_cell").hash == two.assignment_hash
