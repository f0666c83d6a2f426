"""Claims and their fence, verdicts and the ledger, and that trouble on our side costs nobody anything."""

import platform
from dataclasses import replace
from decimal import Decimal
from shutil import copytree

import pytest

from courseapp.gradebook.models import GradeEntry
from grader import coursework, grading, queue
from grader.bench import BENCH
from grader.judge import load_assignment
from grader.models import Report, State, Submission
from tests.grader.conftest import take


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def report_of(submission: Submission) -> Report:
    report = fresh(submission).latest_report
    assert report is not None
    return report


def test_of_two_graders_one_gets_the_claim(hand_in, student):
    submission = hand_in(student)
    assert grading.take(submission.pk)
    assert grading.take(submission.pk) is None
    assert (fresh(submission).state, fresh(submission).deliveries) == (State.RUNNING, 1)


def test_a_verdict_is_stored_with_its_points(hand_in, student, judged, assignment):
    submission = hand_in(student)
    assert grading.store(take(submission), judged)
    report = Report.objects.get()
    assert (report.run, report.verdict, report.data["checks"][1]["line"]) == (1, "PARTIAL", 1)
    assert report.points == assignment.item.max_points / 2
    entry = GradeEntry.objects.get()
    assert (entry.student, entry.item, entry.points) == (student, assignment.item, report.points)
    assert entry.origin == f"submission:{submission.pk}/run:1"
    assert fresh(submission).state == State.DONE


def test_a_late_verdict_of_a_stale_claim_is_dropped(hand_in, student, judged):
    submission = hand_in(student)
    stale = take(submission)
    grading.give_back(stale, trouble="The worker went away.")
    current = take(submission)
    assert not grading.store(stale, replace(judged, score=10.0))
    assert not Report.objects.exists()
    assert grading.store(current, judged)
    assert not grading.store(stale, replace(judged, score=10.0))
    assert Report.objects.get().verdict == "PARTIAL"
    assert GradeEntry.objects.count() == 1


def test_a_stale_claim_cannot_give_back_what_another_holds(hand_in, student):
    submission = hand_in(student)
    stale = take(submission)
    grading.give_back(stale, trouble="gone")
    current = take(submission)
    grading.give_back(stale, trouble="gone again")
    assert fresh(submission).claim == current.token


def test_a_verdict_is_stored_once(hand_in, student, judged):
    claim = take(hand_in(student))
    assert grading.store(claim, judged)
    assert not grading.store(claim, judged)
    assert (Report.objects.count(), GradeEntry.objects.count()) == (1, 1)


def test_what_the_staff_try_is_graded_and_recorded_nowhere(hand_in, instructor, judged):
    assert grading.store(take(hand_in(instructor)), judged)
    assert Report.objects.exists()
    assert not GradeEntry.objects.exists()


def test_trouble_on_our_side_is_tried_again_and_then_held(hand_in, student):
    submission = hand_in(student)
    for state in (State.QUEUED, State.BROKEN):
        grading.give_back(take(submission), trouble="The sandbox stopped.")
        assert (fresh(submission).state, fresh(submission).trouble) == (state, "The sandbox stopped.")
    assert not GradeEntry.objects.exists()


def test_a_closed_bench_counts_against_nobody(hand_in, student):
    submission = hand_in(student)
    for _ in range(5):
        grading.give_back(take(submission), trouble="no bubblewrap", counted=False)
    assert (fresh(submission).state, fresh(submission).deliveries) == (State.QUEUED, 0)


@pytest.mark.usefixtures("bench")
def test_an_assignment_that_became_unreadable_is_our_fault(course, student, hand_in, tmp_path, assignment, caplog):
    folder = tmp_path / "cell"
    copytree(load_assignment("rnn_cell").folder, folder)
    coursework.ensure(
        course=course, slug=assignment.slug, source=str(folder), published_at=assignment.published_at, cooldown_s=0
    )
    submission = hand_in(student)
    (folder / "assignment.toml").unlink()
    for _ in range(queue.MOST_DELIVERIES):
        assert not grading.grade(submission.pk)
    assert fresh(submission).state == State.BROKEN
    assert "AssignmentError" in fresh(submission).trouble
    assert "could not be graded" in caplog.text
    assert not GradeEntry.objects.exists()


@pytest.mark.usefixtures("bench")
def test_the_model_answer_earns_full_marks(hand_in, student, solution, assignment):
    submission = hand_in(student, solution)
    assert grading.grade(submission.pk)
    report = report_of(submission)
    assert (report.verdict, report.points) == ("OK", assignment.item.max_points)
    assert GradeEntry.objects.get().points == assignment.item.max_points
    assert not grading.grade(submission.pk)


@pytest.mark.usefixtures("bench")
def test_the_starter_earns_nothing(hand_in, student):
    submission = hand_in(student, load_assignment("rnn_cell").starter)
    assert grading.grade(submission.pk)
    assert report_of(submission).verdict == "NOTRY"
    assert GradeEntry.objects.get().points == Decimal(0)


@pytest.mark.usefixtures("bench")
def test_without_a_sandbox_nothing_is_graded_and_nothing_is_lost(hand_in, student, solution, monkeypatch):
    submission = hand_in(student, solution)
    BENCH.close()
    with monkeypatch.context() as without:
        without.setattr(platform, "machine", lambda: "sparc")  # a processor that the sandbox has no filter for
        assert not grading.grade(submission.pk)
    assert BENCH.closed
    assert (fresh(submission).state, fresh(submission).deliveries) == (State.QUEUED, 0)
    assert not grading.grade(submission.pk), "a pause comes before the next attempt to open"
    monkeypatch.setattr("grader.bench.PAUSE_S", 0.0)
    assert grading.grade(submission.pk)
    assert not BENCH.closed
