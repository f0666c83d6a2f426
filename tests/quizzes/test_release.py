"""What students see of score, key and explanation: every combination, on the page, in the lists, in the gradebook."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from courseapp.courses.access import find_membership
from courseapp.gradebook import agenda, history, table
from quizzes import accommodations, attempts, authoring, release, results
from quizzes.models import Quiz
from tests.quizzes.conftest import RIGHT

Shown = Quiz.Shown
HOUR = timedelta(hours=1)
TERMS = authoring.Terms(title="Valves")
EXPLANATION = "nothing is left"


def set_terms(quiz, **changes) -> None:
    due_at = timezone.now() + HOUR
    authoring.change_terms(quiz=quiz, terms=replace(TERMS, due_at=due_at, **changes))


def is_shown(shown: str, *, is_over: bool, is_dated: bool) -> bool:
    """The policy once more, in other words."""
    return {"now": True, "due": is_over, "date": is_dated, "never": False}[shown]


@pytest.mark.parametrize(("is_over", "is_dated"), [(False, False), (True, False), (False, True)])
def test_every_combination_shows_what_it_says_and_nothing_else(draft_quiz, is_over, is_dated):
    quiz, now = draft_quiz, timezone.now()
    date = now - HOUR if is_dated else now + 9 * HOUR
    for score, key, explanation in itertools.product(Shown.values, repeat=3):
        set_terms(
            quiz,
            **{"score_shown": score, "key_shown": key, "explanation_shown": explanation},
            **{f"{what}_date": date for what in ("score", "key", "explanation")},
        )
        decided = release.decide(quiz=quiz, now=now + 2 * HOUR if is_over else now)
        wanted = [is_shown(each, is_over=is_over, is_dated=is_dated) for each in (score, key, explanation)]
        assert [decided.score, decided.key, decided.explanation] == wanted, (score, key, explanation)


@pytest.mark.parametrize(("score", "key", "explanation"), list(itertools.product([Shown.NOW, Shown.NEVER], repeat=3)))
def test_page_lists_and_gradebook_agree(quiz, student, fill, sign_in, score, key, explanation):
    set_terms(quiz, score_shown=score, key_shown=key, explanation_shown=explanation)
    attempt = attempts.start(quiz=quiz, student=student)
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    client = sign_in(student)
    text = client.get(attempt.get_absolute_url()).content.decode()
    slide = attempt.answers.get(position=1).version.question.anchors.get(position=1).slide
    assert ("score-value" in text) == (score == Shown.NOW)
    assert ("is-right" in text) == (key == Shown.NOW)
    assert (EXPLANATION in text) == (explanation == Shown.NOW)
    assert (client.get(slide.get_absolute_url()).status_code == 200) == (explanation == Shown.NOW)
    quiz_page = client.get(quiz.get_absolute_url()).content.decode()
    assert ("item-score" in quiz_page) == (score == Shown.NOW)
    membership = find_membership(user=student, course=quiz.course)
    assert membership is not None
    listed = results.list_quizzes(membership=membership, now=timezone.now())[0]
    row = table.read_row(course=quiz.course, user=student)[1]
    assert row is not None
    points = [
        listed.counted and listed.counted.points,
        row.cells[0].points,
        agenda.read(membership=membership).tasks[0].points,
    ]
    assert points == ([2, 2, 2] if score == Shown.NOW else [None, None, None])
    assert bool(history.read_all(course=quiz.course, student=student)) == (score == Shown.NOW)


def test_staff_see_the_points_that_students_do_not(quiz, student, attempt, fill, assistant, sign_in):
    set_terms(quiz, score_shown=Shown.NEVER, key_shown=Shown.NEVER, explanation_shown=Shown.NEVER)
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert table.read(course=quiz.course).rows[-1].cells[0].points == 2
    assert "score-value" in sign_in(assistant).get(attempt.get_absolute_url()).content.decode()


def test_due_means_when_the_last_student_is_done(draft_quiz, student):
    set_terms(draft_quiz, key_shown=Shown.DUE)
    later = draft_quiz.due_at + 5 * HOUR
    grant = accommodations.Grant(due_at=later)
    accommodations.give(course=draft_quiz.course, quiz=draft_quiz, whom=student, grant=grant)
    assert not release.decide(quiz=draft_quiz, now=later - timedelta(seconds=1)).key
    assert release.decide(quiz=draft_quiz, now=later).key


def test_a_checked_answer_is_explained_and_stays_as_it_is(quiz, attempt, student, fill, sign_in):
    set_terms(quiz, feedback=Quiz.Feedback.QUESTION)
    client = sign_in(student)
    attempt.refresh_from_db()
    attempts.check(attempt=attempt, position=1, sheet=fill(attempt, {1: "0"}))
    page = client.get(attempt.get_absolute_url()).content.decode()
    assert EXPLANATION in page
    assert "Your answer, not right" in page
    saving = attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert (saving.locked, saving.saved) == ({1}, {2})


def test_nothing_is_checked_where_feedback_comes_at_the_end(attempt, fill):
    with pytest.raises(attempts.AttemptError, match="nothing is checked"):
        attempts.check(attempt=attempt, position=1, sheet=fill(attempt, RIGHT))
