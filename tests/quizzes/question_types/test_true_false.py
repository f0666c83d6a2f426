import pytest
from django.template.loader import render_to_string

from quizzes.question_types import SpecError
from quizzes.question_types.true_false import mark, read_answer, read_spec

LISTED = {"statements": [{"text": "One", "correct": True}, {"text": "Two", "correct": False}]}


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "true or false"),
        ({"correct": 1}, "true or false"),
        ({"statements": "One"}, "list of tables"),
        ({"statements": []}, "1 to 20 statements"),
        ({"statements": [{"text": "One"}]}, "Statement 1 needs"),
        ({"statements": [{"text": " ", "correct": True}]}, "is empty"),
        ({"statements": [{"text": "One", "correct": True}] * 2}, "Two of the statements"),
        ({"statements": [{"text": "One", "correct": True, "feedback": 3}]}, "must be a text"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec: dict[str, object], sentence: str) -> None:
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_a_list_decided_in_part_is_kept_and_shown_again() -> None:
    spec = read_spec(LISTED)
    answer = read_answer(spec, {"s1": ["false"]})
    assert answer is not None
    assert answer.posted() == {"s1": ["false"]}
    page = render_to_string(
        "quizzes/question_types/true_false/ask.html", {"question": spec, "answer": answer, "field": "q1."}
    )
    assert page.count("checked") == 1
    assert 'name="q1.s1" value="false" checked' in page


def test_guessing_loses_what_it_wins_where_wrong_counts_against_right() -> None:
    spec = read_spec(LISTED | {"credit": "right_minus_wrong"})
    fractions = {mark(spec, read_answer(spec, {"s0": [one], "s1": ["true"]})).fraction for one in ("true", "false")}
    assert fractions == {0.0}


def test_a_single_statement_is_the_stem_and_takes_its_name() -> None:
    page = render_to_string(
        "quizzes/question_types/true_false/ask.html",
        {"question": read_spec({"correct": True}), "field": "q1.", "labelled": "stem-1"},
    )
    assert 'aria-labelledby="stem-1"' in page


def test_feedback_tells_the_right_decision_only_if_it_is_to_be_revealed() -> None:
    spec = read_spec(LISTED)
    context = {"question": spec, "mark": mark(spec, read_answer(spec, {"s0": ["false"]}))}
    template = "quizzes/question_types/true_false/feedback.html"
    assert "Right answer" not in render_to_string(template, context | {"reveal": False})
    assert render_to_string(template, context | {"reveal": True}).count("Right answer") == 2
