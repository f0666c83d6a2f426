import pytest
from django.template.loader import render_to_string

from quizzes.question_types import SpecError
from quizzes.question_types.single_choice import Answer, mark, read_answer, read_spec

OPTIONS = ["The $x^2$ term", "The bias", "Neither"]


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "list of texts"),
        ({"options": "AB", "correct": 0}, "list of texts"),
        ({"options": ["only"], "correct": 0}, "2 to 20 options"),
        ({"options": ["a", " "], "correct": 0}, "Option 2 is empty"),
        ({"options": ["a", "a "], "correct": 0}, "Two options say"),
        ({"options": ["a", "b"]}, "No option is marked"),
        ({"options": ["a", "b"], "correct": []}, "No option is marked"),
        ({"options": ["a", "b"], "correct": 2}, "does not have"),
        ({"options": ["a", "b"], "correct": [True]}, "does not have"),
        ({"options": ["a", "b"], "correct": 0, "feedback": ["x"]}, "feedback text for each"),
        ({"options": ["a", "b"], "correct": 0, "order": [0, 0]}, "every option once"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec: dict[str, object], sentence: str) -> None:
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_an_answer_means_the_same_option_in_every_order() -> None:
    spec = read_spec({"options": OPTIONS, "correct": [1], "order": [1, 2, 0]})
    assert [(option.letter, option.index) for option in spec.shown] == [("A", 1), ("B", 2), ("C", 0)]
    assert mark(spec, read_answer(spec, {"choice": ["1"]})).fraction == 1


def test_the_form_shows_options_in_order_with_the_stored_one_checked() -> None:
    spec = read_spec({"options": OPTIONS, "correct": [1], "order": [1, 2, 0]})
    page = render_to_string(
        "quizzes/question_types/single_choice/ask.html", {"question": spec, "answer": Answer(2), "field": "q1."}
    )
    assert page.index('value="1"') < page.index('value="2"') < page.index('value="0"')
    assert page.count("checked") == 1
    assert 'name="q1.choice" value="2" checked' in page


def test_the_form_does_not_tell_which_option_is_right() -> None:
    pages = {
        render_to_string(
            "quizzes/question_types/single_choice/ask.html",
            {"question": read_spec({"options": OPTIONS, "correct": key, "feedback": ["f"] * 3}), "field": "q1."},
        )
        for key in range(3)
    }
    assert len(pages) == 1


@pytest.mark.parametrize(("reveal", "shown"), [(True, 1), (False, 0)])
def test_feedback_shows_the_right_option_only_if_it_is_to_be_revealed(reveal: bool, shown: int) -> None:
    spec = read_spec({"options": OPTIONS, "correct": 1, "feedback": ["Look **again**.", "", ""]})
    answer = Answer(0)
    page = render_to_string(
        "quizzes/question_types/single_choice/feedback.html",
        {"question": spec, "answer": answer, "mark": mark(spec, answer), "reveal": reveal},
    )
    assert page.count("Right answer") == page.count("is-right") == shown
    assert "Your answer, not right" in page
    assert "<strong>again</strong>" in page
