"""What code prints is compared as what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import MalformedAnswer, SpecError
from quizzes.question_types.code_reading import FIELD, mark, read_answer, read_spec, says_same
from quizzes.question_types.numbers import EXACT, read_tolerance


@pytest.mark.parametrize(
    ("right", "given"),
    [
        ("torch.Size([2, 3])", "2x3"),
        ("(5,)", "[5]"),
        ("tensor([0.5, 1.])", "[.5, 1]"),
        ("tensor(0.25, grad_fn=<MeanBackward0>)", "0.25"),
        ("tensor([1, 2], dtype=torch.int32)", "(1, 2)"),
        ("torch.float64", "float64"),
        ("{'a': 1}", '{"a": 1}'),
        ("loss:  0.5", "loss: 0.5"),
        ("True", "True"),
        ("inf", "inf"),
        ("1e3", "1000"),
    ],
)
def test_the_same_in_other_words_is_right(right, given):
    assert says_same(right, given, EXACT)


@pytest.mark.parametrize(
    ("right", "given"),
    [("(2, 3)", "(3, 2)"), ("True", "1"), ("(5,)", "5"), ("float32", "float64"), ("0.5", "0.51"), ("done", "Done")],
)
def test_something_else_is_wrong(right, given):
    assert not says_same(right, given, EXACT)


def test_a_tolerance_holds_for_every_number_of_a_line():
    near = read_tolerance({"relative": "1/100"})
    assert says_same("[0.7616, 100]", "(0.76, 100.9)", near)
    assert not says_same("[0.7616, 100]", "(0.76, 102)", near)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_marked_and_says_the_same_as_itself(text):
    spec = read_spec({"code": "print(1)", "answer": "1"})
    try:
        answer = read_answer(spec, {FIELD: [text]})
    except MalformedAnswer:
        return
    assert 0 <= mark(spec, answer).fraction <= 1
    if answer and answer.text:
        assert mark(read_spec({"code": "x", "answer": answer.text}), answer).fraction == 1


@pytest.mark.parametrize(
    "spec", [{}, {"code": "x"}, {"code": "", "answer": "1"}, {"code": "x", "answer": "1\n" * 30}, {"code": 1}]
)
def test_what_cannot_be_asked_is_explained(spec):
    with pytest.raises(SpecError):
        read_spec(spec)


def test_deep_brackets_and_huge_numbers_do_no_harm():
    assert not says_same("1", "(" * 250, EXACT)
    assert not says_same("1", "9" * 290, EXACT)
    assert not says_same("nan", "1e999", EXACT)
