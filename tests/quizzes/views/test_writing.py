"""Writing and editing questions of every kind on the site."""

import pytest
from django.urls import reverse

from quizzes import question_types
from quizzes.models import Edit, Question
from tests.quizzes.test_editions import find

SCRIPT = {"HTTP_HX_REQUEST": "true"}
NUMBER = {
    "stem": "How many gates has a GRU?",
    "points": "2",
    "spec_answer": "2",
    "spec_tolerance": "absolute",
    "spec_size": "1/2",
    "spec_feedback_0_0": "3",
    "spec_feedback_0_1": "That is the LSTM.",
}


@pytest.fixture
def client(instructor, sign_in):
    return sign_in(instructor)


@pytest.fixture
def address(deck) -> str:
    return reverse("quizzes:write-question", args=[deck.slides.get(number=2).pk])


@pytest.fixture
def question(client, deck, address) -> Question:
    client.post(f"{address}?kind=numeric", NUMBER)
    return deck.questions.with_text().get(position=4)


@pytest.mark.parametrize("kind", question_types.kinds())
def test_every_kind_is_offered_and_has_a_form(client, address, kind):
    page = client.get(f"{address}?kind={kind}").content.decode()
    assert f'?kind={kind}" formnovalidate aria-pressed="true"' in page
    for each in question_types.get(kind).editing.inputs if question_types.get(kind).editing else ():
        assert each.label in page or kind == "true_false"


def test_a_kind_that_does_not_exist_is_a_choice(client, address):
    page = client.get(f"{address}?kind=essay").content.decode()
    assert '?kind=single_choice" formnovalidate aria-pressed="true"' in page


def test_a_number_is_written_with_its_tolerance_and_its_known_wrong_answers(question):
    version = question.latest
    assert (version.kind, version.points) == ("numeric", 2)
    assert version.spec == {
        "answer": 2,
        "tolerance": {"absolute": "1/2"},
        "feedback": [{"answer": 3, "text": "That is the LSTM."}],
    }


def test_what_cannot_be_asked_is_refused_and_kept_on_the_page(client, deck, address):
    page = client.post(f"{address}?kind=numeric", NUMBER | {"spec_answer": "two"})
    assert page.status_code == 422
    assert "“answer” is not a number" in page.content.decode()
    assert "That is the LSTM." in page.content.decode()
    assert deck.questions.count() == 3


def test_a_key_that_was_read_before_is_edited(client, question):
    changes = NUMBER | {"spec_answer": "7", "spec_feedback_0_0": "", "spec_feedback_0_1": "", "based_on": "1"}
    client.post(question.get_absolute_url(), changes)
    latest = Question.objects.with_text().get(pk=question.pk).latest
    assert latest.spec == {"answer": 7, "tolerance": {"absolute": "1/2"}}
    page = client.get(question.get_absolute_url()).content.decode()
    assert 'name="spec_answer" value="7"' in page


def test_what_is_typed_is_kept_and_shown_with_its_key(client, question):
    kept = reverse("quizzes:keep-edit", args=[question.pk])
    assert "Right answer:" in client.post(kept, NUMBER | {"spec_answer": "9"}, **SCRIPT).content.decode()
    assert "“answer” is not a number" in client.post(kept, NUMBER | {"spec_answer": "nine"}, **SCRIPT).content.decode()
    assert Edit.objects.get().data["spec_answer"] == ["nine"]
    assert 'value="nine"' in client.get(question.get_absolute_url()).content.decode()


def test_an_open_question_gets_a_rubric_or_options(client, deck, address):
    form = {"stem": "Why?", "points": "1", "spec_rubric_0_0": "Names the product", "spec_rubric_0_1": "2"}
    client.post(f"{address}?kind=open", form)
    assert deck.questions.with_text().get(position=4).latest.spec == {
        "rubric": [{"text": "Names the product", "share": 2}]
    }
    client.post(f"{address}?kind=open", form | {"option_0": "Yes", "option_1": "No", "correct": "1"})
    latest = deck.questions.with_text().get(position=5).latest
    assert (latest.kind, latest.spec) == ("single_choice", {"options": ["Yes", "No"], "correct": [1]})


def test_another_kind_is_chosen_and_nothing_that_was_typed_is_lost(client, deck):
    question = find(deck, "Pop Quiz #1")
    typed = {"stem": "How many valves?", "label": "Valves", "points": "1", "based_on": "1"}
    kept = f"{reverse('quizzes:keep-edit', args=[question.pk])}?kind=numeric"
    for script in ({}, SCRIPT):
        page = client.post(kept, typed | {"again": "numeric"}, follow=True, **script).content.decode()
        assert "How many valves?" in page
        assert 'name="spec_answer"' in page
    sent = client.post(f"{question.get_absolute_url()}?kind=numeric", typed | {"spec_answer": "3"})
    assert sent.status_code == 302
    latest = find(deck, "Valves").latest
    assert (latest.kind, latest.spec, latest.doubts) == ("numeric", {"answer": 3}, [])


def test_another_kind_needs_its_key(client, deck):
    question = find(deck, "Pop Quiz #1")
    typed = {"stem": "How many valves?", "points": "1", "based_on": "1"}
    assert client.post(f"{question.get_absolute_url()}?kind=numeric", typed).status_code == 422
    assert find(deck, "Pop Quiz #1").latest.kind == "single_choice"


def test_options_and_marks_stay_when_more_of_them_may_be_ticked(client, deck):
    question = find(deck, "Pop Quiz #1")
    form = client.get(f"{question.get_absolute_url()}?kind=multiple_choice").context["form"]
    assert [words.value() for _, words in form.rows()][:3] == question.latest.spec["options"]
    assert form["correct"].value() == ["1"]
