import pytest
from django.template.loader import render_to_string

from quizzes.question_types import SpecError
from quizzes.question_types.matching import read_answer, read_spec

PAIRS = [["one", "first"], ["two", "second"]]


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "lists of two texts"),
        ({"pairs": [["one"]]}, "lists of two texts"),
        ({"pairs": []}, "1 to 20 prompts"),
        ({"pairs": [["one", "a"], ["one", "b"]]}, "Two of the prompts"),
        ({"pairs": [["one", "a"], ["two", "a"]]}, "2 to 40 matches"),
        ({"pairs": PAIRS, "extra": ["first"]}, "not extra"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_the_order_of_the_pairs_says_nothing_about_the_choices():
    choices = [read_spec({"pairs": pairs}).choices for pairs in (PAIRS, PAIRS[::-1])]
    assert choices[0] == choices[1]


def test_each_prompt_labels_its_select_and_what_was_chosen_is_selected():
    spec = read_spec({"pairs": PAIRS})
    page = render_to_string(
        "quizzes/question_types/matching/ask.html",
        {"question": spec, "answer": read_answer(spec, {"p1": ["0"]}), "field": "q1."},
    )
    assert '<label for="q1.p1">two</label>' in page
    assert page.count(" selected") == 1


def test_a_select_shows_only_the_letter_of_what_it_cannot_typeset():
    spec = read_spec({"pairs": [["a", "$x^2$"], ["b", "plain"]]})
    assert [choice.label for choice in spec.choices] == ["A", "B: plain"]
