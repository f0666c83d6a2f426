import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import MalformedAnswer, SpecError
from quizzes.question_types.matrix import mark, read_answer, read_spec

NUMBERS = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "list of numbers"),
        ({"answer": []}, "list of numbers"),
        ({"answer": [[]]}, "same length"),
        ({"answer": [[1], [1, 2]]}, "same length"),
        ({"answer": [[1, "x"]]}, "in row 1, column 2 is not a number"),
        ({"answer": [0] * 13}, "at most 12"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_matrix_typed_back_is_right(rows):
    spec = read_spec({"answer": rows})
    posted = {f"r{i}c{j}": [repr(number)] for i, row in enumerate(rows, 1) for j, number in enumerate(row, 1)}
    assert mark(spec, read_answer(spec, posted)).fraction == 1


def test_an_entry_that_is_no_number_is_named():
    spec = read_spec({"answer": [[1, 2], [3, 4]]})
    with pytest.raises(MalformedAnswer, match="Row 2, column 1: “three” cannot be read"):
        read_answer(spec, {"r2c1": ["three"]})


def test_what_was_typed_stands_in_its_place_again():
    spec = read_spec({"answer": [[1, 2], [3, 4]]})
    page = render_to_string(
        "quizzes/question_types/matrix/ask.html",
        {"question": spec, "answer": read_answer(spec, {"r2c1": ["3,0"]}), "field": "q1."},
    )
    assert 'name="q1.r2c1" value="3,0" aria-label="Row 2, column 1"' in page
