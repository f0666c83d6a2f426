"""Importing a deck: slides, found questions, and never twice."""

import pytest

from courseapp.courses.models import Course
from quizzes import decks, questions
from quizzes.models import Deck, Question, QuestionVersion, Slide
from quizzes.slides import DeckError
from tests.quizzes.conftest import DECK


def test_a_deck_is_stored_with_its_slides_and_questions(deck):
    assert deck.title == "Valves and Memory"
    assert [slide.title for slide in deck.slides.order_by("number")][1:3] == ["Why a Valve Helps", "Pop Quiz #1"]
    assert deck.page_count > deck.slides.count()
    assert bytes(Deck.objects.get(pk=deck.pk).source) == DECK.encode()
    assert [question.latest.label for question in deck.questions.order_by("position")] == [
        "Pop Quiz #1",
        "Pop Quiz #2",
        "Pop Quiz #3",
    ]


def test_a_found_question_keeps_options_key_explanation_and_evidence(deck):
    version = deck.questions.get(position=1).latest
    assert version.kind == "single_choice"
    assert version.spec == {"options": ["Everything", "Nothing", "Half of it"], "correct": [1]}
    assert "nothing is left" in version.explanation
    assert "Nothing" in version.evidence
    assert version.number == 1


def test_a_question_is_anchored_to_its_slide_and_its_answers_slide_as_they_were(deck):
    anchors = deck.questions.get(position=1).anchors.select_related("slide")
    assert [anchor.slide.title for anchor in anchors] == ["Pop Quiz #1", "Pop Quiz #1 - Answer"]
    assert all(anchor.text_hash == anchor.slide.text_hash for anchor in anchors)


def test_the_same_bytes_give_the_same_deck_with_what_was_edited(deck, instructor):
    question = deck.questions.get(position=3)
    questions.give_key(question=question, correct=1, author=instructor)
    counts = Slide.objects.count(), Question.objects.count(), QuestionVersion.objects.count()
    again = decks.import_deck(course=deck.course, filename="renamed.txt", data=DECK.encode())
    assert (again.deck, again.is_new) == (deck, False)
    assert counts == (Slide.objects.count(), Question.objects.count(), QuestionVersion.objects.count())
    assert deck.questions.get(position=3).latest.spec["correct"] == [1]


def test_another_course_gets_a_deck_of_its_own(deck):
    elsewhere = Course.objects.create(slug="other", title="Other")
    imported = decks.import_deck(course=elsewhere, filename="valves.txt", data=DECK.encode())
    assert imported.is_new
    assert imported.deck != deck


def test_a_file_that_is_no_deck_leaves_nothing_behind(course):
    with pytest.raises(DeckError):
        decks.import_deck(course=course, filename="picture.png", data=b"\x89PNG\r\n\x1a\n\x00\x00")
    assert not Deck.objects.exists()
