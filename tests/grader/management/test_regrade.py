"""`manage.py regrade`."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from grader.models import Report, State, Submission


def run(capsys, *words: object) -> str:
    call_command("regrade", *map(str, words))
    return capsys.readouterr().out


def test_it_puts_all_or_one_into_the_queue(assignment, hand_in, student, other_student, settle, capsys):
    settle(hand_in(student))
    named = settle(hand_in(other_student))
    assert run(capsys, "sequences", "rnn-cell", "--submission", named.pk).startswith("1 to be graded again")
    assert run(capsys, "sequences", "rnn-cell").startswith("1 to be graded again")
    assert {submission.state for submission in Submission.objects.all()} == {State.QUEUED}


@pytest.mark.parametrize("words", [("sequences", "nothing"), ("sequences", "rnn-cell", "--submission", "99")])
def test_what_does_not_exist_is_named(words, assignment):
    with pytest.raises(CommandError) as error:
        call_command("regrade", *words)
    assert error.value.returncode == 2


def test_a_dry_run_says_whose_points_would_change(assignment, hand_in, student, solution, settle, judged, capsys):
    submission = settle(hand_in(student, solution), replace(judged, score=5.0))
    said = run(capsys, "sequences", "rnn-cell", "--dry-run")
    assert said.startswith(f"{submission.pk}  ")
    assert ", Sam Student, no. 1: 10 -> 20" in said
    assert "1 of 1 would change. Nothing was stored." in said
    assert Report.objects.count() == 1
    assert Submission.objects.get().state == State.DONE
