"""How a quiz stands for one student and for the class."""

import pytest
from django.utils import timezone

from courseapp.courses.access import find_membership
from quizzes import attempts, authoring, results
from tests.quizzes.conftest import RIGHT


def list_for(user, course):
    membership = find_membership(user=user, course=course)
    assert membership is not None
    return results.list_quizzes(membership=membership, now=timezone.now())


def test_the_best_attempt_counts_and_the_earliest_of_equals(quiz, student, fill, tomorrow):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", due_at=tomorrow, attempts_allowed=4))
    for choices in ({1: "1"}, RIGHT, RIGHT, {}):
        attempt = attempts.start(quiz=quiz, student=student)
        attempts.submit(attempt=attempt, sheet=fill(attempt, choices))
    summary = results.summarise(quiz=quiz, student=student)
    assert summary.counting is not None
    assert (summary.counting.number, summary.counting.points) == (2, 2)
    assert (summary.question_count, summary.max_points, summary.open_attempt) == (2, 2, None)


def test_every_student_has_a_row_whether_started_or_not(quiz, attempt, student, other_student, instructor, section):
    rows = results.list_results(quiz=quiz).rows
    assert [row.student for row in rows] == [other_student, student]
    assert [row.open_attempt for row in rows] == [None, attempt]
    assert rows[1].section == section


def test_the_mean_is_that_of_what_counts(quiz, attempt, other_student, fill):
    assert results.list_results(quiz=quiz).mean is None
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    attempts.submit(attempt=attempts.start(quiz=quiz, student=other_student))
    found = results.list_results(quiz=quiz)
    assert (found.submitted, found.mean) == (2, 1)


def test_students_see_published_quizzes_and_the_staff_all(draft_quiz, student, assistant):
    assert list_for(student, draft_quiz.course) == []
    assert [row.quiz for row in list_for(assistant, draft_quiz.course)] == [draft_quiz]
    authoring.publish(quiz=draft_quiz)
    assert [row.quiz for row in list_for(student, draft_quiz.course)] == [draft_quiz]


def test_a_listed_quiz_shows_only_ones_own_marks(quiz, attempt, student, other_student, fill):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert [row.counted.points for row in list_for(student, quiz.course)] == [2]
    assert [row.counted for row in list_for(other_student, quiz.course)] == [None]


@pytest.mark.parametrize(("counting", "points", "number"), [("best", 2, 1), ("last", 1, 2), ("average", 1.5, None)])
def test_staff_and_student_see_what_the_gradebook_counts(quiz, student, fill, tomorrow, counting, points, number):
    terms = authoring.Terms(title="Valves", due_at=tomorrow, attempts_allowed=2, counting=counting)
    authoring.change_terms(quiz=quiz, terms=terms)
    for choices in (RIGHT, {1: "1"}):
        attempt = attempts.start(quiz=quiz, student=student)
        attempts.submit(attempt=attempt, sheet=fill(attempt, choices))
    row = next(row for row in results.list_results(quiz=quiz).rows if row.student == student)
    assert row.counted.points == points
    assert (row.counted.attempt and row.counted.attempt.number) == number
    assert [listed.counted.points for listed in list_for(student, quiz.course)] == [points]
