"""Quizzes: made, changed, published, and in step with the gradebook."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from courseapp.gradebook.models import GradeItem
from quizzes import attempts, authoring, questions
from quizzes.authoring import AuthoringError, Terms
from quizzes.models import Quiz


def make(deck, *positions: int, **terms: Any) -> Quiz:
    chosen = [deck.questions.get(position=position) for position in positions]
    return authoring.create_quiz(course=deck.course, terms=Terms(**{"title": "Valves", **terms}), questions=chosen)


def list_asked(quiz: Quiz) -> list[tuple[int, str, Decimal]]:
    places = quiz.places.select_related("question__current").order_by("position")
    return [(place.position, place.question.latest.label, place.points) for place in places]


def test_a_quiz_asks_its_questions_in_the_given_order(deck):
    quiz = make(deck, 2, 1)
    assert list_asked(quiz) == [(1, "Pop Quiz #2", 1), (2, "Pop Quiz #1", 1)]
    assert not quiz.is_published


def test_chosen_questions_count_as_accepted(deck):
    make(deck, 1)
    assert list(deck.questions.order_by("position").values_list("state", flat=True)) == [
        "accepted",
        "proposed",
        "proposed",
    ]


def test_the_address_comes_from_the_title_and_is_free(deck):
    assert [make(deck, 1).slug, make(deck, 1).slug, make(deck, 1, title="Ω?").slug] == ["valves", "valves-2", "quiz"]


def test_a_taken_address_is_refused(deck):
    make(deck, 1)
    with pytest.raises(AuthoringError, match="already has a quiz at"):
        authoring.create_quiz(course=deck.course, terms=Terms(title="x"), questions=[], slug="valves")


def test_publishing_makes_a_column_in_the_gradebook(quiz, tomorrow):
    item = GradeItem.objects.get()
    assert (item.key, item.title, item.url) == ("quiz:valves", "Valves", "/c/sequences/quizzes/valves/")
    assert (item.max_points, item.due_at, item.published_at) == (2, tomorrow, quiz.published_at)
    assert quiz.grade_item == item


def test_publishing_twice_changes_nothing(quiz):
    before = quiz.published_at
    authoring.publish(quiz=quiz)
    assert quiz.published_at == before
    assert GradeItem.objects.count() == 1


def test_changed_terms_reach_the_gradebook(quiz, tomorrow):
    terms = Terms(title="Valves, again", opens_at=tomorrow, due_at=tomorrow + timedelta(days=1))
    authoring.change_terms(quiz=quiz, terms=terms)
    item = GradeItem.objects.get()
    assert (item.title, item.opens_at, item.due_at) == (terms.title, terms.opens_at, terms.due_at)
    assert item.published_at is not None


def test_unpublishing_hides_the_column_and_keeps_it(quiz):
    authoring.unpublish(quiz=quiz)
    assert GradeItem.objects.get().published_at is None
    authoring.publish(quiz=quiz)
    assert GradeItem.objects.get().published_at == quiz.published_at


def test_an_unpublished_quiz_has_no_column(draft_quiz):
    authoring.change_terms(quiz=draft_quiz, terms=Terms(title="Still a draft"))
    assert not GradeItem.objects.exists()


def test_an_empty_quiz_cannot_be_published(deck):
    with pytest.raises(AuthoringError, match="It has no questions"):
        authoring.publish(quiz=make(deck))


def test_a_question_without_key_keeps_a_quiz_from_being_published(deck):
    quiz = make(deck, 1, 3)
    with pytest.raises(AuthoringError, match="Question 2: No option is marked as right"):
        authoring.publish(quiz=quiz)
    questions.give_key(question=deck.questions.get(position=3), correct=1)
    authoring.publish(quiz=quiz)
    assert quiz.is_published


def test_a_quiz_whose_due_date_has_passed_is_published_only_on_purpose(deck):
    quiz = make(deck, 1, due_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(AuthoringError, match="due date has passed"):
        authoring.publish(quiz=quiz)
    authoring.publish(quiz=quiz, even_if_over=True)
    assert quiz.is_published


def test_a_quiz_is_not_due_before_it_opens(deck, tomorrow):
    with pytest.raises(AuthoringError, match="due before it opens"):
        make(deck, 1, opens_at=tomorrow, due_at=tomorrow)


def test_points_and_questions_can_be_changed_until_somebody_starts(quiz, deck, student):
    first = deck.questions.get(position=1)
    assert authoring.choose_questions(quiz=quiz, points={first: Decimal(5)})
    assert list_asked(quiz) == [(1, "Pop Quiz #1", 5)]
    assert GradeItem.objects.get().max_points == 5
    attempts.start(quiz=quiz, student=student)
    assert not authoring.choose_questions(quiz=quiz, points={first: Decimal(5)})
    with pytest.raises(AuthoringError, match="Students have already started"):
        authoring.choose_questions(quiz=quiz, points={first: Decimal(6)})


def test_a_published_quiz_cannot_be_emptied(quiz):
    with pytest.raises(AuthoringError, match="at least one question"):
        authoring.choose_questions(quiz=quiz, points={})


def test_a_refused_change_changes_nothing(quiz, attempt):
    with pytest.raises(AuthoringError):
        authoring.change_quiz(quiz=quiz, terms=Terms(title="New title"), points={})
    assert Quiz.objects.get().title == "Valves"
