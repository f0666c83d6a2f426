import pytest
from django.template.loader import render_to_string

from quizzes.question_types import SpecError
from quizzes.question_types.open import mark, read_answer, read_spec

SPEC = {"rubric": [{"text": "Why", "share": 3}, {"text": "How"}]}


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "cannot be marked yet"),
        ({"rubric": []}, "Write a rubric"),
        ({"rubric": [{"text": ""}]}, "is empty"),
        ({"rubric": [{"text": "a", "share": 0}]}, "more than zero"),
        ({"rubric": [{"text": "a", "share": "much"}]}, "A share is not a number"),
        ({"rubric": [{"text": "a"}], "words": "many"}, "whole number"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_shares_are_in_proportion_and_shown():
    spec = read_spec(SPEC)
    assert [each.share for each in spec.rubric] == [0.75, 0.25]
    assert "75 %" in render_to_string("quizzes/question_types/open/ask.html", {"question": spec, "field": "q1."})


def test_only_a_person_makes_the_mark_final():
    spec = read_spec(SPEC)
    assert not mark(spec, read_answer(spec, {"text": ["Because."]})).is_final
    assert mark(spec, None).is_final


def test_what_was_written_is_shown_as_written():
    spec = read_spec(SPEC)
    answer = read_answer(spec, {"text": ["<b>One</b>\r\n\r\nTwo"]})
    context = {"question": spec, "answer": answer, "field": "q1.", "mark": mark(spec, answer)}
    assert "&lt;b&gt;One&lt;/b&gt;\n\nTwo</textarea>" in render_to_string(
        "quizzes/question_types/open/ask.html", context
    )
    assert "<p>Two</p>" in render_to_string("quizzes/question_types/open/feedback.html", context)
