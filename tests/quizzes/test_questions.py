"""What a question says changes by new versions only."""

from dataclasses import replace
from typing import Any

import pytest

from quizzes import authoring, questions, trouble
from quizzes.models import Question, QuestionVersion


@pytest.fixture
def question(deck) -> Question:
    return deck.questions.get(position=1)


def revise(question: Question, **changes: Any) -> QuestionVersion:
    wording = replace(questions.read_wording(question.latest), **changes)
    return questions.revise(question=question, wording=wording, author=None)


def test_an_edit_is_a_new_version_and_the_old_one_stays(question, instructor):
    wording = replace(questions.read_wording(question.latest), stem="And a valve of 1?")
    version = questions.revise(question=question, wording=wording, author=instructor)
    assert (version.number, version.author) == (2, instructor)
    assert [each.stem for each in question.versions.order_by("number")] == [
        "What does a valve of 0 let through?",
        "And a valve of 1?",
    ]
    assert Question.objects.get(pk=question.pk).latest == version


def test_saving_what_it_says_already_makes_no_version(question):
    assert revise(question).number == 1
    assert question.versions.count() == 1


def test_a_version_cannot_be_changed_or_deleted(question):
    version = question.latest
    with pytest.raises(TypeError, match="never changes"):
        version.save()
    with pytest.raises(TypeError, match="never deleted"):
        version.delete()
    with pytest.raises(TypeError, match="never changes"):
        QuestionVersion.objects.update(stem="")
    with pytest.raises(TypeError, match="never deleted"):
        QuestionVersion.objects.all().delete()


def test_the_second_of_two_editors_is_told(question):
    revise(question, stem="First")
    wording = replace(questions.read_wording(question.latest), stem="Second")
    with pytest.raises(questions.QuestionError, match="Somebody else changed"):
        questions.revise(question=question, wording=wording, author=None, based_on=1)
    assert Question.objects.get(pk=question.pk).latest.stem == "First"


def test_a_key_can_be_given_where_the_deck_had_none(deck):
    question = deck.questions.get(position=3)
    assert trouble.describe(question.latest) == "No option is marked as right. Choose the right one."
    questions.give_key(question=question, correct=1)
    assert trouble.describe(question.latest) == ""


@pytest.mark.parametrize("correct", [-1, 3])
def test_a_key_must_be_one_of_the_options(deck, correct):
    with pytest.raises(questions.QuestionError, match="no such option"):
        questions.give_key(question=deck.questions.get(position=3), correct=correct)


def test_a_question_of_an_unknown_kind_cannot_be_asked(question):
    assert "cannot be marked yet" in trouble.describe(revise(question, kind="open", spec={}))


def test_a_question_of_a_published_quiz_stays_one_that_can_be_asked(quiz, question):
    with pytest.raises(questions.QuestionError, match="in a published quiz"):
        revise(question, spec={"options": ["Everything", "Nothing"], "correct": []})
    authoring.unpublish(quiz=quiz)
    assert revise(question, spec={"options": ["Everything", "Nothing"], "correct": []}).number == 2


def test_a_written_question_comes_after_those_of_its_deck(deck, instructor):
    wording = questions.Wording(kind="single_choice", stem="Why?", spec={"options": ["So", "Thus"], "correct": [0]})
    question = questions.write(slide=deck.slides.get(number=2), wording=wording, author=instructor)
    assert (question.position, question.origin, question.deck) == (4, "written", deck)
    assert [anchor.slide.number for anchor in question.anchors.all()] == [2]
