"""Drafts of a deck, stored as proposals: each once, none ticked for a quiz, gone for good once rejected."""

import pytest

from quizzes import decks, drafts, reviewing, trouble
from quizzes.models import Deck, Question
from tests.quizzes.drafting.test_drafts import LECTURE


@pytest.fixture
def lecture(course, instructor) -> Deck:
    return decks.import_deck(course=course, filename="valves.md", data=LECTURE.encode(), uploaded_by=instructor).deck


def test_drafts_are_proposed_beside_their_slides_and_can_be_asked(lecture, instructor):
    count = drafts.propose(deck=lecture, author=instructor)
    proposed = lecture.questions.filter(origin=Question.Origin.DRAFTED, state=Question.State.PROPOSED)
    assert count == len(proposed) > 5
    for question in proposed:
        assert not trouble.describe(question.latest)
        assert question.anchors.exists()
        assert question.latest.doubts


def test_numeric_problems_come_with_other_numbers_for_each_student(lecture, instructor):
    drafts.propose(deck=lecture, author=instructor)
    version = Question.objects.get(current__generator="rnn_step").latest
    assert version.question.versions.filter(variant__gt=0).count() > 100


def test_drafts_are_not_ticked_for_a_quiz(lecture, instructor):
    before = reviewing.review(lecture).suggest_quiz()["questions"]
    drafts.propose(deck=lecture, author=instructor)
    assert reviewing.review(lecture).suggest_quiz()["questions"] == before


def test_drafting_again_proposes_nothing_twice(lecture, instructor):
    drafts.propose(deck=lecture, author=instructor)
    count = Question.objects.count()
    Question.objects.filter(origin=Question.Origin.DRAFTED).update(state=Question.State.REJECTED)
    assert drafts.propose(deck=lecture, author=instructor) == 0
    assert Question.objects.count() == count


def test_the_button_says_what_came_of_it(lecture, instructor, sign_in):
    client = sign_in(instructor)
    assert "questions are drafted" in client.post(f"/decks/{lecture.pk}/drafts/", follow=True).content.decode()
    assert "nothing new to draft" in client.post(f"/decks/{lecture.pk}/drafts/", follow=True).content.decode()
