import pytest
from django.template.loader import render_to_string

from quizzes.question_types import MalformedAnswer, SpecError
from quizzes.question_types.numeric import mark, read_answer, read_spec


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "must be a number"),
        ({"answer": True}, "must be a number"),
        ({"answer": float("nan")}, "must be a number"),
        ({"answer": "three"}, "is not a number"),
        ({"answer": 10**400}, "too large"),
        ({"answer": 0, "tolerance": {"relative": 0.1}}, "relative to zero"),
        ({"answer": 1, "units": ["ms"]}, "table from each unit"),
        ({"answer": 1, "units": {"ms": 0}}, "above zero"),
        ({"answer": 1, "units": {"s": 1000, "ms": 1}}, "its size is 1"),
        ({"answer": 1, "feedback": ["no"]}, "list of tables"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_a_missing_unit_is_asked_for_and_not_wrong():
    spec = read_spec({"answer": 2, "units": {"m": 1, "mm": "1/1000"}})
    with pytest.raises(MalformedAnswer, match="one of m, mm"):
        read_answer(spec, {"number": ["2"]})
    assert mark(spec, read_answer(spec, {"number": ["2000 mm"]})).fraction == 1


def test_what_was_typed_comes_back_as_it_was_typed():
    spec = read_spec({"answer": "1/3", "tolerance": {"significant": 2}, "unit": "<b>"})
    answer = read_answer(spec, {"number": ["  0,33 "]})
    page = render_to_string(
        "quizzes/question_types/numeric/ask.html", {"question": spec, "answer": answer, "field": "q1."}
    )
    assert 'value="0,33"' in page
    assert "right to 2 significant figures" in page
    assert "&lt;b&gt;" in page
