"""A newer file for a deck: slides are matched, and nothing that anybody edited is lost."""

from dataclasses import replace

import pytest

from quizzes import anchors, decks, editions, questions
from quizzes.models import Offer, Question, Slide
from quizzes.slides import DeckError
from tests.quizzes.conftest import DECK

OTHER_SLIDE = DECK.replace("- What passes is $v \\odot s$", "- What passes is $s \\odot v$, element by element")
OTHER_OPTION = DECK.replace("- C) Half of it", "- C) A tenth of it")
WITHOUT_QUIZ_2 = DECK[: DECK.index("Pop Quiz #2\n")] + DECK[DECK.index("Pop Quiz #3\n") :]
FOURTH = DECK + "\nPop Quiz #4\n\nQuick Quiz 4\n\nHow many valves has a cell?\n\n- A) One\n- B) Three\n"


def again(deck, text: str, **kwargs):
    changes = editions.import_again(deck=deck, filename="valves.txt", data=text.encode(), **kwargs)
    deck.refresh_from_db()
    return changes


def find(deck, label: str) -> Question:
    return next(each for each in deck.questions.with_text() if each.latest.label == label)


def stale(deck) -> list[str]:
    return [question.latest.label for question in deck.questions.stale().select_related("current")]


def edit(question: Question, author) -> None:
    wording = replace(questions.read_wording(question.latest), stem="What does a closed valve let through?")
    questions.revise(question=question, wording=wording, author=author)


def test_the_same_file_changes_nothing(deck):
    before = list(deck.slides.values_list("pk", "number"))
    assert not again(deck, DECK).is_new
    assert list(deck.slides.values_list("pk", "number")) == before


def test_slides_with_the_same_text_stay_the_slides_they_were(deck):
    before = {slide.text_hash: slide.pk for slide in deck.slides.all()}
    changes = again(deck, OTHER_SLIDE)
    now = {slide.text_hash: slide.pk for slide in deck.slides.current()}
    assert (changes.edited, changes.removed, changes.added) == (1, 0, 0)
    assert len(set(before.items()) & set(now.items())) == len(now) - 1 == changes.same


def test_a_changed_slide_is_kept_and_knows_what_took_its_place(deck):
    again(deck, OTHER_SLIDE)
    old = deck.slides.get(retired_at__isnull=False)
    assert old.title == "Why a Valve Helps"
    assert old.find_current() == deck.slides.current().get(title="Why a Valve Helps")
    assert deck.past_files.get().source == DECK.encode()


def test_a_question_whose_slide_is_the_same_is_not_stale(deck):
    again(deck, OTHER_SLIDE)
    assert stale(deck) == []


def test_a_question_that_nobody_had_looked_at_says_what_the_new_file_says(deck):
    assert again(deck, OTHER_OPTION).questions.refreshed == 1
    question = find(deck, "Pop Quiz #1")
    assert question.latest.spec["options"][2] == "A tenth of it"
    assert stale(deck) == []
    assert all(not anchor.slide.is_retired for anchor in question.anchors.all())


def test_a_question_that_somebody_edited_stays_and_is_flagged(deck, instructor):
    edit(find(deck, "Pop Quiz #1"), instructor)
    assert again(deck, OTHER_OPTION).questions.flagged == 1
    assert find(deck, "Pop Quiz #1").latest.stem == "What does a closed valve let through?"
    assert stale(deck) == ["Pop Quiz #1"]


def test_a_question_of_a_quiz_stays_and_is_flagged(quiz, deck):
    again(deck, OTHER_OPTION)
    assert stale(deck) == ["Pop Quiz #1"]
    assert find(deck, "Pop Quiz #1").latest.spec["options"][2] == "Half of it"


def test_keeping_mine_puts_it_on_the_slide_that_is_there_now(deck, instructor):
    edit(find(deck, "Pop Quiz #1"), instructor)
    again(deck, OTHER_OPTION)
    question = find(deck, "Pop Quiz #1")
    anchors.keep(question=question)
    assert stale(deck) == []
    assert question.latest.stem == "What does a closed valve let through?"
    assert all(not anchor.slide.is_retired for anchor in find(deck, "Pop Quiz #1").anchors.all())


def test_taking_the_new_words_makes_a_version_of_them(deck, instructor):
    edit(find(deck, "Pop Quiz #1"), instructor)
    again(deck, OTHER_OPTION)
    anchors.take(question=find(deck, "Pop Quiz #1"), author=instructor)
    question = find(deck, "Pop Quiz #1")
    assert question.latest.spec["options"][2] == "A tenth of it"
    assert (question.latest.number, question.latest.author) == (3, instructor)
    assert stale(deck) == []


def test_taking_where_nothing_is_offered_says_so(deck, instructor):
    with pytest.raises(questions.QuestionError, match="no other words"):
        anchors.take(question=find(deck, "Pop Quiz #1"), author=instructor)


def test_dropping_rejects_it_and_the_next_file_does_not_bring_it_back(deck, instructor):
    edit(find(deck, "Pop Quiz #1"), instructor)
    again(deck, OTHER_OPTION)
    anchors.drop(question=find(deck, "Pop Quiz #1"))
    again(deck, OTHER_OPTION + "\nOne More Slide\n\n- With a line\n")
    assert find(deck, "Pop Quiz #1").state == Question.State.REJECTED
    assert deck.questions.count() == 3
    assert stale(deck) == []


def test_a_question_whose_slides_are_gone_is_flagged_and_may_be_kept(deck, instructor):
    assert again(deck, WITHOUT_QUIZ_2).removed == 2
    assert stale(deck) == ["Pop Quiz #2"]
    anchors.keep(question=find(deck, "Pop Quiz #2"))
    assert stale(deck) == []
    assert find(deck, "Pop Quiz #2").anchors.count() == 2


def test_a_question_that_came_with_the_new_file_is_added(deck):
    assert again(deck, FOURTH).questions.added == 1
    assert find(deck, "Pop Quiz #4").position == 4


def test_going_back_to_the_old_file_asks_nothing_of_anybody(deck, instructor):
    edit(find(deck, "Pop Quiz #1"), instructor)
    again(deck, OTHER_OPTION)
    again(deck, DECK)
    assert stale(deck) == []
    assert Offer.objects.count() == 0
    assert find(deck, "Pop Quiz #1").latest.stem == "What does a closed valve let through?"


def test_after_two_changes_the_first_slide_leads_to_the_last(deck):
    first = deck.slides.get(title="Why a Valve Helps")
    again(deck, OTHER_SLIDE)
    again(deck, OTHER_SLIDE.replace("element by element", "entry by entry"))
    assert Slide.objects.get(pk=first.pk).find_current() == deck.slides.current().get(title="Why a Valve Helps")


def test_a_file_that_is_another_deck_already_is_refused(deck, instructor):
    decks.import_deck(course=deck.course, filename="other.txt", data=FOURTH.encode())
    with pytest.raises(DeckError, match="already here"):
        again(deck, FOURTH)


def test_a_file_that_cannot_be_read_changes_nothing(deck):
    with pytest.raises(DeckError):
        again(deck, "")
    assert deck.past_files.count() == 0
    assert bytes(deck.source) == DECK.encode()
