"""The same code again is answered from the stored verdict: at once, and only where it is the same in every respect."""

from dataclasses import replace
from shutil import copytree

import pytest

from courseapp.gradebook.models import GradeEntry
from grader import coursework
from grader.judge import load_assignment
from grader.judge.catalogue import assignment_hash
from grader.judge.grading import JUDGE_VERSION
from grader.models import Report, State, Submission


@pytest.fixture
def judged(judged):
    """As the judge's present version says it about the assignment's present version."""
    return replace(judged, assignment_hash=assignment_hash("rnn_cell"), versions={"judge": JUDGE_VERSION})


def test_the_same_code_has_its_verdict_at_once(hand_in, student, settle):
    first = settle(hand_in(student))
    again = hand_in(student)
    assert (again.state, again.number, again.seed) == (State.DONE, 2, first.seed)
    copied, original = again.reports.get(), first.reports.get()
    assert copied.copied_from == original
    assert (copied.verdict, copied.points, copied.data) == (original.verdict, original.points, original.data)


def test_a_copied_verdict_has_an_entry_of_its_own(hand_in, student, settle):
    first = settle(hand_in(student))
    again = hand_in(student)
    origins = [f"submission:{one.pk}/run:1" for one in (first, again)]
    assert list(GradeEntry.objects.values_list("origin", flat=True)) == origins


def test_a_copy_of_a_copy_is_as_good(hand_in, student, settle):
    settle(hand_in(student))
    assert [hand_in(student).state for _ in range(2)] == [State.DONE, State.DONE]


def test_other_code_is_graded(hand_in, student, settle):
    settle(hand_in(student, "x = 1\n"))
    assert hand_in(student, "x = 2\n").state == State.QUEUED


def test_nobody_is_answered_from_anothers_verdict(hand_in, student, other_student, settle):
    settle(hand_in(student))
    assert hand_in(other_student).state == State.QUEUED


@pytest.mark.parametrize("change", [{"verdict": "SYS"}, {"versions": {"judge": "0"}}, {"assignment_hash": "older"}])
def test_a_verdict_of_other_versions_or_of_our_failures_is_not_used(change, hand_in, student, settle, judged):
    settle(hand_in(student), replace(judged, **change))
    assert hand_in(student).state == State.QUEUED


def test_an_assignment_that_changed_is_graded_anew(course, assignment, hand_in, student, settle, tmp_path):
    settle(hand_in(student))
    folder = tmp_path / "cell"
    copytree(load_assignment("rnn_cell").folder, folder)
    (folder / "statement.md").write_text("# Another statement\n")
    dates = {"opens_at": assignment.opens_at, "published_at": assignment.published_at}
    coursework.ensure(course=course, slug=assignment.slug, source=str(folder), **dates)
    assignment.refresh_from_db()
    assert hand_in(student).state == State.QUEUED


def test_what_is_held_is_graded_anew(hand_in, student):
    row = Submission.objects.filter(pk=hand_in(student).pk)
    row.move(to=State.RUNNING, claim="c")
    row.move(to=State.BROKEN, claim="")
    assert hand_in(student).state == State.QUEUED
    assert not Report.objects.exists()


def test_the_page_says_that_it_is_the_same_code(hand_in, student, settle, sign_in):
    first = settle(hand_in(student))
    page = sign_in(student).get(hand_in(student).get_absolute_url()).content.decode()
    assert "same code before" in page
    assert first.get_absolute_url() in page
