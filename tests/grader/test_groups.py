"""Failing submissions grouped by what they do, and the one hint that a group gets."""

from dataclasses import replace

import pytest
from django.urls import reverse

from grader import attention, group_hints, groups
from grader.models import GroupHint, Symptom
from tests.conftest import CAST, enrol

MISTAKE, VALUES = "mistake:tanh_on_output", "values:0123456789abcdef"


@pytest.fixture
def fail(hand_in, settle, judged):
    """Hand in something new, whose verdict has these symptoms."""
    texts = iter(f"x = {number}\n" for number in range(100))

    def submit(student, *symptoms):
        verdict = "PARTIAL" if symptoms else "OK"
        return settle(hand_in(student, next(texts)), replace(judged, verdict=verdict, symptoms=symptoms))

    return submit


@pytest.fixture
def addresses(assignment):
    names = [assignment.course.slug, assignment.slug]
    return reverse("grader:groups", args=names), reverse("grader:group-hint", args=names)


def test_the_largest_group_comes_first_and_counts_students_not_submissions(fail, assignment, student, other_student):
    fail(student, VALUES)
    fail(student, VALUES)
    fail(student, MISTAKE)
    fail(other_student, MISTAKE)
    first, second = groups.list_groups(assignment=assignment)
    assert (first.key, first.now, first.ever) == (MISTAKE, 2, 2)
    assert first.title == "A tanh on the output"
    assert [each.student for each in first.examples] == [other_student, student]
    assert (second.key, second.now, second.ever) == (VALUES, 0, 1)
    assert second.title.startswith("No known mistake")


def test_what_the_staff_try_is_in_no_group(fail, assignment, assistant):
    fail(assistant, MISTAKE)
    assert groups.list_groups(assignment=assignment) == []


def test_of_a_submission_that_is_graded_again_the_last_run_counts(fail, assignment, student, settle, judged):
    submission = fail(student, MISTAKE)
    regraded = type(submission).objects.filter(pk=submission.pk)
    regraded.move(to="queued", finished_at=None)
    settle(regraded.get(), replace(judged, verdict="OK", symptoms=()))
    assert groups.list_groups(assignment=assignment) == []


def test_a_copied_verdict_keeps_its_symptoms(fail, hand_in, settle, student, judged, monkeypatch):
    first = fail(student, MISTAKE)
    monkeypatch.setattr("grader.repeats.find_verdict", lambda **_: first.latest_report)
    again = hand_in(student, "y = 2\n")
    assert list(again.latest_report.symptoms.values_list("key", flat=True)) == [MISTAKE]


def test_everybody_in_the_group_reads_the_hint_and_nobody_else(
    fail, assignment, student, other_student, instructor, sign_in
):
    mine, theirs = fail(student, MISTAKE), fail(other_student, VALUES)
    group_hints.write(assignment=assignment, key=MISTAKE, text="Look at **slide 4**.", author=instructor)
    assert "Look at <strong>slide 4</strong>." in sign_in(student).get(mine.get_absolute_url()).content.decode()
    assert "slide 4" not in sign_in(other_student).get(theirs.get_absolute_url()).content.decode()
    later = fail(other_student, VALUES, MISTAKE)
    assert "slide 4" in sign_in(other_student).get(later.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", CAST)
def test_the_staff_look_and_an_instructor_writes(who, cast, fail, addresses, sign_in):
    fail(cast["student"], MISTAKE)
    show, write = addresses
    client = sign_in(cast[who])
    answers = client.get(show).status_code, client.post(write, {"key": MISTAKE, "text": "Think."}).status_code
    expected = {
        "anonymous": (302, 302), "outsider": (404, 404), "assistant": (200, 403), "instructor": (200, 302),
    }.get(who, (403, 403))  # fmt: skip
    assert answers == expected
    assert GroupHint.objects.exists() is (who == "instructor")


def test_a_hint_takes_the_place_of_the_last_and_an_empty_one_takes_it_away(
    fail, addresses, student, instructor, sign_in
):
    fail(student, MISTAKE)
    _, write = addresses
    client = sign_in(instructor)
    for text in ("First.", "Second."):
        client.post(write, {"key": MISTAKE, "text": text})
    assert [hint.text for hint in GroupHint.objects.all()] == ["Second."]
    client.post(write, {"key": MISTAKE, "text": "  "})
    assert not GroupHint.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"key": "mistake:of_another", "text": "Think."}, "There is no such group"),
        ({"key": MISTAKE, "text": "x" * 5000}, "at most 4000 are kept"),
    ],
)
def test_a_hint_that_cannot_be_kept_is_refused_and_not_lost(sent, words, fail, addresses, student, instructor, sign_in):
    fail(student, MISTAKE)
    answer = sign_in(instructor).post(addresses[1], sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent["key"] != MISTAKE or sent["text"] in answer.content.decode()


def test_the_course_page_tells_the_staff_of_a_mistake_that_many_make(fail, assignment, course, instructor):
    students = [enrol(course=course, email=f"s{number}@example.edu", name="S", role="student") for number in range(3)]
    for each in students[:2]:
        fail(each, MISTAKE)
    assert attention.list_for_staff(course=course) == []
    fail(students[2], MISTAKE)
    (found,) = attention.list_for_staff(course=course)
    assert "3 students make the same mistake" in found.text
    group_hints.write(assignment=assignment, key=MISTAKE, text="Think.", author=instructor)
    assert attention.list_for_staff(course=course) == []


def test_the_page_costs_few_queries(
    fail, addresses, student, other_student, assistant, sign_in, django_assert_max_num_queries
):
    for who in (student, other_student):
        fail(who, MISTAKE, VALUES, "check:rnn_cell_forward.y")
    assert Symptom.objects.count() == 6
    client = sign_in(assistant)
    with django_assert_max_num_queries(12):
        page = client.get(addresses[0]).content.decode()
    assert "Fails <code>rnn_cell_forward</code>: y" in page
