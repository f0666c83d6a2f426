"""A submission's page: its place while it waits, and then a verdict that a student understands."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from grader import grading, workers
from grader.judge import load_assignment
from grader.models import State, Submission
from tests.grader.conftest import take

HTMX = {"HX-Request": "true"}


def test_what_waits_shows_its_place_and_asks_again(hand_in, student, other_student, sign_in):
    workers.report(name="one:1")
    hand_in(other_student)
    address = hand_in(student).get_absolute_url()
    page = sign_in(student).get(address).content.decode()
    assert "1 submission before yours, about 1 second" in page
    assert 'hx-trigger="load delay:150ms' in page
    assert f'<noscript><meta http-equiv="refresh" content="2; url={address}">' in page


def test_the_browser_asks_less_often_as_time_goes_by(hand_in, student, sign_in):
    submission = hand_in(student)
    paces = []
    for seconds in (0, 5, 30, 300):
        Submission.objects.filter(pk=submission.pk).update(submitted_at=timezone.now() - timedelta(seconds=seconds))
        fragment = sign_in(student).get(f"/submissions/{submission.pk}/status/", headers=HTMX).content.decode()
        paces.append(int(re.findall(r"delay:(\d+)ms", fragment)[0]))
    assert paces == sorted(set(paces))


def test_while_nobody_grades_the_page_says_that_nothing_is_lost(hand_in, student, sign_in):
    page = sign_in(student).get(hand_in(student).get_absolute_url()).content.decode()
    assert "Your submission is kept and will be graded as soon as it opens" in page


def test_trouble_on_our_side_is_called_ours(hand_in, student, sign_in):
    submission = hand_in(student)
    grading.give_back(take(submission), trouble="The secret machine 10.0.0.1 fell over")
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert "trouble on our side" in page
    assert "it costs you nothing" in page
    assert "10.0.0.1" not in page


def test_what_is_held_is_called_ours_and_only_the_staff_read_why(hand_in, student, instructor, sign_in):
    submission = hand_in(student)
    grading.take(submission.pk)
    Submission.objects.filter(pk=submission.pk).move(to=State.BROKEN, claim="", trouble="Worker 7 fell over")
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert "it is our fault" in page
    assert "Worker 7" not in page
    assert "hx-trigger" not in page
    assert "Worker 7" in sign_in(instructor).get(submission.get_absolute_url()).content.decode()


def test_a_finished_fragment_asks_for_nothing_more(hand_in, student, settle, sign_in):
    submission = hand_in(student)
    settle(submission)
    client = sign_in(student)
    fragment = client.get(f"/submissions/{submission.pk}/status/", headers=HTMX).content.decode()
    assert "hx-trigger" not in fragment
    assert "Graded: 10 of 20 points." in fragment
    assert "<html" not in fragment
    assert "refresh" not in client.get(submission.get_absolute_url()).content.decode()


def test_a_verdict_shows_points_errors_hint_and_line(hand_in, student, settle, sign_in):
    submission = hand_in(student, "y = np.tanh(h @ W)\n")
    settle(submission)
    settle(hand_in(student, "y = np.tanh(h @ W_hy)\n"))  # the second attempt brings the whole hint
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert '<span class="score-value">10</span>' in page
    assert "The next state." in page
    assert "<code>y</code> is off." in page
    assert "error-bar is-over" in page
    assert "A tanh on the output" in page
    assert "The output is linear." in page
    assert 'id="L1"' in page
    assert "is-marked" in page


@pytest.mark.usefixtures("bench")
def test_a_known_mistake_is_named(hand_in, student, mistake, sign_in):
    submission = hand_in(student, mistake("no_tanh_derivative"))
    assert grading.grade(submission.pk)
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert "This looks like a known mistake: <strong>The derivative of the tanh is missing.</strong>" in page
    assert "The next hint comes with your 2nd attempt." in page
    hand_in(student, f"{mistake('no_tanh_derivative')}\n")
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert "multiplied by <code>1 - h**2</code>" in page


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("    dW_hh = ", "    while True: pass\n    dW_hh = "), "Look for a loop that never ends"),
        (("    dW_hh = ", "    raise ValueError('<i>dz</i>')\n    dW_hh = "), "raised ValueError in line"),
        (("def rnn_cell_backward", "def backward"), "There is no function"),
        (("return h, y, cache", "return h[0], y, cache"), "has the shape"),
        (("import numpy as np", "import numpy as ("), "Python could not load your file"),
        (("    dW_hh = ", "    import os; os._exit(0)\n    dW_hh = "), "The program ended while"),
    ],
    ids=["endless loop", "crash", "missing function", "wrong shape", "syntax error", "exit"],
)
def test_every_way_to_fail_has_a_sentence(change, sentence, hand_in, student, solution, sign_in):
    submission = hand_in(student, solution.replace(*change))
    assert grading.grade(submission.pk)
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert sentence in page
    assert "<i>dz</i>" not in page


@pytest.mark.usefixtures("bench")
def test_an_untouched_starter_is_called_not_attempted(hand_in, student, sign_in):
    submission = hand_in(student, load_assignment("rnn_cell").starter)
    assert grading.grade(submission.pk)
    assert "Not attempted" in sign_in(student).get(submission.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("bench")
def test_what_the_code_printed_is_shown_as_text(hand_in, student, solution, sign_in):
    submission = hand_in(student, f"{solution}\nprint('<script>alert(1)</script>')\n")
    assert grading.grade(submission.pk)
    page = sign_in(student).get(submission.get_absolute_url()).content.decode()
    assert "What your code printed" in page
    assert "<script>alert(1)" not in page


def test_polling_costs_few_queries(hand_in, student, sign_in, django_assert_max_num_queries):
    submission = hand_in(student)
    client = sign_in(student)
    with django_assert_max_num_queries(8):
        client.get(f"/submissions/{submission.pk}/status/", headers=HTMX)
