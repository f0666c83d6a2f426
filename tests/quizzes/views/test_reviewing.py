"""Reviewing a deck's questions: deciding, giving keys, editing in place, merging and splitting."""

from dataclasses import replace

import pytest
from django.urls import reverse

from quizzes import questions
from quizzes.models import Edit, Question
from tests.quizzes.test_editions import find

SCRIPT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def client(instructor, sign_in):
    return sign_in(instructor)


@pytest.fixture
def question(deck) -> Question:
    return find(deck, "Pop Quiz #1")


def fill_form(question: Question, **changes: str) -> dict[str, object]:
    version = question.latest
    options = {f"option_{place}": text for place, text in enumerate(version.spec["options"])}
    fields = {"label": version.label, "stem": version.stem, "points": "1", "based_on": str(version.number)}
    return {**fields, **options, "correct": str(version.spec["correct"][0]), **changes}


@pytest.mark.parametrize("state", ["accepted", "rejected"])
def test_a_decision_is_kept_and_can_be_taken_back(client, question, state):
    address = reverse("quizzes:question-state", args=[question.pk])
    assert client.post(address, {"state": state}).url == question.get_place_url()
    question.refresh_from_db()
    assert question.state == state
    client.post(address, {"state": "proposed"})
    question.refresh_from_db()
    assert question.state == "proposed"


def test_a_script_gets_the_question_as_it_is_then(client, question):
    address = reverse("quizzes:question-state", args=[question.pk])
    html = client.post(address, {"state": "accepted"}, **SCRIPT).content.decode()
    assert html.count("<article") == 1
    assert "Accepted" in html
    assert "checked" in html  # it goes into the quiz


def test_a_rejected_question_stays_in_sight_and_is_in_no_quiz(client, question, deck):
    client.post(reverse("quizzes:question-state", args=[question.pk]), {"state": "rejected"})
    page = client.get(deck.get_absolute_url())
    assert "Take back" in page.content.decode()
    assert question.pk not in page.context["chosen"]


def test_a_missing_key_is_asked_for_and_given(client, deck):
    question = find(deck, "Pop Quiz #3")
    assert "Which one is right?" in client.get(deck.get_absolute_url()).content.decode()
    address = reverse("quizzes:question-key", args=[question.pk])
    assert "Choose the right option first" in client.post(address, {}, **SCRIPT).content.decode()
    html = client.post(address, {"correct": "1"}, **SCRIPT).content.decode()
    assert "Right answer" in html
    assert "Please check" not in html
    assert find(deck, "Pop Quiz #3").latest.spec["correct"] == [1]


@pytest.mark.parametrize("correct", ["7", "-1", "x"])
def test_a_key_that_is_no_option_is_refused(client, deck, correct):
    question = find(deck, "Pop Quiz #3")
    client.post(reverse("quizzes:question-key", args=[question.pk]), {"correct": correct})
    assert find(deck, "Pop Quiz #3").latest.spec["correct"] == []


def test_what_is_typed_is_typeset_and_kept_until_it_is_saved(client, question):
    typed = fill_form(question, stem="What does a valve $f_t = 0$ let through?", label="Half an edit")
    html = client.post(reverse("quizzes:keep-edit", args=[question.pk]), typed, **SCRIPT).content.decode()
    assert "katex" in html
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Half an edit" in page
    assert "not saved yet" in page
    assert client.get(question.get_absolute_url(), **SCRIPT).content.decode().count("<article") == 1
    client.post(question.get_absolute_url(), typed)
    assert Edit.objects.count() == 0
    question.refresh_from_db()
    assert question.latest.label == "Half an edit"


def test_what_one_person_types_nobody_else_sees(client, question, assistant, sign_in):
    client.post(reverse("quizzes:keep-edit", args=[question.pk]), fill_form(question, label="Mine"))
    assert "Mine" not in sign_in(assistant).get(question.get_absolute_url()).content.decode()


def test_what_was_typed_can_be_discarded(client, question):
    client.post(reverse("quizzes:keep-edit", args=[question.pk]), fill_form(question, label="Never mind"))
    client.post(reverse("quizzes:discard-edit", args=[question.pk]))
    assert "Never mind" not in client.get(question.get_absolute_url()).content.decode()


def test_an_endless_text_is_not_kept_and_that_is_said(client, question):
    typed = fill_form(question, explanation="x" * 200_001)
    html = client.post(reverse("quizzes:keep-edit", args=[question.pk]), typed, **SCRIPT).content.decode()
    assert "Too long" in html
    assert Edit.objects.count() == 0


def test_what_was_saved_meanwhile_is_no_unsaved_edit(client, question):
    form = client.get(question.get_absolute_url()).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields if name != "shuffle"}
    typed = {**shown, "stem": "What does a valve let through?\r\n\r\nAnd why?"}
    client.post(question.get_absolute_url(), typed)
    client.post(reverse("quizzes:keep-edit", args=[question.pk]), typed)  # held up on its way
    assert "not saved yet" not in client.get(question.get_absolute_url()).content.decode()


def test_without_a_script_what_is_typed_is_kept_and_shown(client, question):
    address = reverse("quizzes:keep-edit", args=[question.pk])
    page = client.post(address, fill_form(question, stem="Let $f_t = 1$."), follow=True)
    assert page.redirect_chain[-1][0].startswith(question.get_absolute_url())
    assert "katex" in page.content.decode().partition('class="preview"')[2]


def test_a_new_question_is_kept_while_it_is_typed(client, deck):
    slide = deck.slides.get(number=1)
    typed = {"stem": "What is $x$?", "spec_answer": "2", "points": "1"}
    keep = f"{reverse('quizzes:keep-new-question', args=[slide.pk])}?kind=numeric"
    assert "Right answer" in client.post(keep, typed, **SCRIPT).content.decode()
    address = reverse("quizzes:write-question", args=[slide.pk])
    page = client.get(address).content.decode()
    assert "What is $x$?" in page
    assert "?kind=numeric" in page
    client.post(f"{address}?kind=numeric", typed)
    assert Edit.objects.count() == 0
    assert deck.questions.with_text().order_by("pk").last().latest.spec == {"answer": 2}


def test_a_new_question_can_be_discarded(client, deck):
    slide = deck.slides.get(number=1)
    client.post(reverse("quizzes:keep-new-question", args=[slide.pk]), {"stem": "Never mind"})
    client.post(reverse("quizzes:discard-new-question", args=[slide.pk]))
    assert "Never mind" not in client.get(reverse("quizzes:write-question", args=[slide.pk])).content.decode()


def test_a_mistake_in_the_form_is_shown_in_its_place(client, question):
    html = client.post(question.get_absolute_url(), fill_form(question, stem=""), **SCRIPT).content.decode()
    assert "Write what is asked" in html
    assert html.count("<article") == 1


def test_two_questions_become_one(client, deck, question):
    other = find(deck, "Pop Quiz #2")
    client.post(reverse("quizzes:merge", args=[question.pk]), {"other": other.pk})
    merged, other = find(deck, "Pop Quiz #1"), find(deck, "Pop Quiz #2")
    assert len(merged.latest.spec["options"]) == 6
    assert (merged.latest.kind, merged.latest.spec["correct"]) == ("multiple_choice", [1, 3])
    assert other.latest.stem in merged.latest.stem
    assert other.state == Question.State.REJECTED
    assert merged.anchors.count() == 4


def test_one_question_becomes_two(client, deck, question):
    client.post(reverse("quizzes:merge", args=[question.pk]), {"other": find(deck, "Pop Quiz #2").pk})
    client.post(reverse("quizzes:split", args=[question.pk]), {"line": "1", "option": "3"})
    first, second = find(deck, "Pop Quiz #1"), deck.questions.order_by("pk").last()
    assert (first.latest.spec["options"], first.latest.spec["correct"]) == (
        ["Everything", "Nothing", "Half of it"],
        [1],
    )
    assert second.latest.spec["correct"] == [0]
    assert second.latest.stem == "Which function gives a number between 0 and 1?"
    assert second.anchors.count() == first.anchors.count()


def test_feedback_stays_with_its_options(client, deck, question, instructor):
    told = {**question.latest.spec, "feedback": ["No.", "", "Half?"]}
    wording = replace(questions.read_wording(question.latest), spec=told)
    questions.revise(question=question, wording=wording, author=instructor)
    client.post(reverse("quizzes:merge", args=[question.pk]), {"other": find(deck, "Pop Quiz #2").pk})
    assert find(deck, "Pop Quiz #1").latest.spec["feedback"] == ["No.", "", "Half?", "", "", ""]
    client.post(reverse("quizzes:split", args=[question.pk]), {"line": "1", "option": "3"})
    assert find(deck, "Pop Quiz #1").latest.spec["feedback"] == ["No.", "", "Half?"]
    assert "feedback" not in deck.questions.with_text().order_by("pk").last().latest.spec


@pytest.mark.parametrize(("line", "option"), [("1", "1"), ("0", "2"), ("9", "2"), ("", "")])
def test_a_split_that_leaves_no_question_is_refused(client, deck, question, line, option):
    client.post(reverse("quizzes:merge", args=[question.pk]), {"other": find(deck, "Pop Quiz #2").pk})
    page = client.post(reverse("quizzes:split", args=[question.pk]), {"line": line, "option": option})
    assert page.status_code == 422
    assert deck.questions.count() == 3


def test_a_question_of_another_deck_cannot_be_merged(client, question, outsider):
    page = client.post(reverse("quizzes:merge", args=[question.pk]), {"other": question.pk})
    assert page.status_code == 422


def test_the_strip_says_which_slides_have_no_question(client, deck):
    page = client.get(deck.get_absolute_url())
    assert page.context["review"].uncovered == 2
    assert page.content.decode().count("is-uncovered") == 2


def test_a_decision_tells_a_script_the_counts_that_it_changed(client, deck):
    address = reverse("quizzes:question-state", args=[find(deck, "Pop Quiz #3").pk])
    html = client.post(address, {"state": "rejected"}, **SCRIPT).content.decode()
    assert "3 of" in html  # slides without a question
    assert "2 questions not decided yet" in html
    assert html.count('hx-swap-oob="true"') == 3  # both counts, and its one slide
    assert html.count("is-uncovered") == 1


def test_only_a_draft_that_is_accepted_is_offered_for_the_quiz(client, deck):
    wording = questions.read_wording(find(deck, "Pop Quiz #1").latest)
    slides = [deck.slides.get(number=1)]
    draft = questions.add(course=deck.course, wording=wording, origin="drafted", deck=deck, slides=slides)
    assert draft.pk not in client.get(deck.get_absolute_url()).context["chosen"]
    client.post(reverse("quizzes:question-state", args=[draft.pk]), {"state": "accepted"})
    assert draft.pk in client.get(deck.get_absolute_url()).context["chosen"]
