"""Answers that a person marks."""

import pytest

from courseapp.gradebook import history
from quizzes import attempts, authoring, hand_marks, outcomes, questions, scoring, sheets
from quizzes.hand_marks import Verdict
from quizzes.models import Answer, Attempt, HandMark

RUBRIC = {"rubric": [{"text": "Names the product", "share": 3}, {"text": "Says why it shrinks", "share": 1}]}


@pytest.fixture
def essay(course, instructor):
    wording = questions.Wording(kind="open", stem="Why do gradients vanish?", spec=RUBRIC)
    return questions.add(course=course, wording=wording, origin="written", author=instructor)


@pytest.fixture
def quiz(course, essay, instructor, tomorrow):
    terms = authoring.Terms(title="Essay", due_at=tomorrow)
    made = authoring.create_quiz(course=course, terms=terms, questions=[essay], author=instructor)
    authoring.publish(quiz=made)
    return made


def write_answer(quiz, student):
    attempt = attempts.start(quiz=quiz, student=student)
    entry = sheets.Entry(1, {"text": ["A long product."]}, revision=0)
    attempts.submit(attempt=attempt, sheet=sheets.Sheet((entry,)))
    return Answer.objects.select_related("attempt__quiz", "version").get(attempt=attempt)


@pytest.fixture
def written(quiz, student):
    """A student's submitted answer."""
    return write_answer(quiz, student)


def read_mark(answer):
    return outcomes.work_out(answer, book=scoring.read_book_for(answer.attempt, answers=[answer])).mark


def read_points(answer):
    return Attempt.objects.get(pk=answer.attempt_id).points


def test_an_answer_is_provisional_until_its_marks_are_released(quiz, essay, written, assistant, student):
    assert not read_mark(written).is_final
    hand_marks.give(answer=written, verdict=Verdict([1, 0.5], comment="Nearly."), author=assistant)
    assert read_points(written) == 0
    assert hand_marks.release(quiz=quiz, question=essay, author=assistant) == 1
    assert float(read_points(written)) == 0.875
    mark = read_mark(written)
    assert (mark.is_final, mark.remarks) == (True, ("Nearly.",))
    newest = history.read(item=quiz.grade_item, student=student).events[0]
    assert (newest.by, newest.reason) == ("Asta Assistant", "Question 1 was marked by hand.")


def test_a_mark_given_after_the_release_counts_at_once_and_the_newest_counts(quiz, essay, written, assistant):
    hand_marks.release(quiz=quiz, question=essay, author=assistant)
    one = hand_marks.give(answer=written, verdict=Verdict([1, 1]), author=assistant)
    assert read_points(written) == 1
    hand_marks.give(answer=written, verdict=Verdict([0, 0], fraction=0.5), author=assistant, based_on=one.pk)
    assert float(read_points(written)) == 0.5
    assert HandMark.objects.count() == 2


def test_two_markers_do_not_overwrite_each_other(written, assistant, instructor):
    hand_marks.give(answer=written, verdict=Verdict([1, 1]), author=assistant)
    with pytest.raises(hand_marks.HandMarkError, match="Asta Assistant has marked"):
        hand_marks.give(answer=written, verdict=Verdict([0, 0]), author=instructor)


@pytest.mark.parametrize("verdict", [Verdict([1]), Verdict([1, 2]), Verdict([1, 1], fraction=1.5)])
def test_a_mark_that_the_rubric_does_not_know_is_refused(written, assistant, verdict):
    with pytest.raises(hand_marks.HandMarkError):
        hand_marks.give(answer=written, verdict=verdict, author=assistant)


def test_the_pile_counts_what_waits_and_leads_to_it(quiz, essay, written, assistant, other_student):
    other = write_answer(quiz, other_student)
    (pile,) = hand_marks.list_piles(quiz)
    assert (pile.total, pile.waiting, pile.is_released) == (2, 2, False)
    hand_marks.give(answer=written, verdict=Verdict([1, 1]), author=assistant)
    answers = hand_marks.list_answers(quiz=quiz, question=essay)
    assert hand_marks.find_next(answers=answers, marker=assistant) == other
    hand_marks.give(answer=other, verdict=Verdict([1, 1]), author=assistant)
    answers = hand_marks.list_answers(quiz=quiz, question=essay)
    assert hand_marks.find_next(answers=answers, marker=assistant) is None
    assert hand_marks.list_piles(quiz)[0].waiting == 0
