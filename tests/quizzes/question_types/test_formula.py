import operator
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import MalformedAnswer, SpecError
from quizzes.question_types.formula import mark, read_answer, read_spec
from quizzes.question_types.formula.evaluation import ShapeError, draw_points, evaluate
from quizzes.question_types.formula.parsing import parse

NAMES = {"W": ["H", "H"], "U": ["H", "D"], "h": ["H"], "x": ["D"], "a": [], "c": []}
CELL = read_spec({"answer": "tanh(W h + U x)", "names": NAMES})
SHAPES = CELL.shapes
PIECES = st.sampled_from(
    [
        *NAMES,
        "tanh",
        "σ",
        "exp",
        "\\frac",
        "(",
        ")",
        "{",
        "}",
        "+",
        "-",
        "*",
        "/",
        ".*",
        "⊙",
        "^",
        "'",
        "^T",
        "2",
        ".5",
        " ",
    ]
)


def earns(spec, text):
    return mark(spec, read_answer(spec, {"formula": [text]})).fraction


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_is_marked_or_malformed(text):
    with suppress(MalformedAnswer):
        assert 0 <= earns(CELL, text) <= 1 if text.strip() else True


@given(st.sampled_from("([{-^'"), st.integers(1, 400))
def test_deep_nesting_is_refused_and_breaks_nothing(sign, times):
    with suppress(MalformedAnswer):
        earns(CELL, f"{sign * times}a")
    with suppress(MalformedAnswer):
        earns(CELL, "tanh " * times + "a")


OPERATIONS = st.sampled_from([("+", operator.add), ("-", operator.sub), ("*", operator.mul)])


def combine(parts):
    (left, x), (sign, operation), (right, y) = parts
    return f"({left} {sign} {right})", operation(x, y)


SCALARS = st.recursive(
    st.integers(0, 9).map(lambda number: (str(number), float(number))),
    lambda inner: (
        st.tuples(inner, OPERATIONS, inner).map(combine) | inner.map(lambda each: (f"(-{each[0]})", -each[1]))
    ),
    max_leaves=10,
)


@given(SCALARS)
def test_arithmetic_is_what_arithmetic_is(written):
    text, expected = written
    np.testing.assert_allclose(evaluate(parse(text, names=SHAPES), {})[0, 0], expected, rtol=1e-12)


@pytest.mark.parametrize(
    "text", ["a" + "'" * 390, "a" + "+a" * 190, "a" + "-" * 390 + "a", "(" * 190 + "a" + ")" * 190]
)
def test_long_chains_break_nothing(text):
    with suppress(MalformedAnswer):
        earns(CELL, text)


@pytest.mark.parametrize(
    ("right", "same"),
    [
        ("tanh(W h + U x)", "tanh(U x + W h)"),
        ("tanh(W h + U x)", "2σ(2(Wh + Ux)) - 1"),
        ("(W U)' h", "U^T W^{T} h"),
        ("h' h", "sum(h .* h)"),
        ("a (h + W h)", "a*h + (a W) h"),
        ("(1 - h^2) ⊙ (U x)", "(U x) * (1 - h.*h)"),
        ("diag(h) U", "diag(h)*U"),
        ("h x'", r"h x^\top"),
        ("a/c - 1", r"\frac{a - c}{c}"),
        ("-a^2", "-(a a)"),
        ("2a^2", "a*2*a"),
        ("softmax(h)", "exp(h)/sum(exp(h))"),
    ],
)
def test_equivalent_formulas_are_right(right, same):
    assert earns(read_spec({"answer": right, "names": NAMES}), same) == 1


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("tanh(W h + U x)", "tanh(W h) + tanh(U x)"),
        ("W W", "W .* W"),
        ("W h", "W' h"),
        ("a - c", "c - a"),
        ("a/2c", "a/(2c)"),
        ("-a^2", "(-a)^2"),
        ("h", "h'"),
        ("h", "log(h)"),
    ],
)
def test_other_formulas_are_wrong(right, other):
    assert earns(read_spec({"answer": right, "names": NAMES}), other) == 0


@pytest.mark.parametrize("text", ["h + x", "U h", "W^2", "a^h", "diag(W)", "U .* W"])
def test_shapes_that_do_not_fit_are_wrong_and_named(text):
    given = mark(CELL, read_answer(CELL, {"formula": [text]}))
    assert given.fraction == 0
    assert given.remarks[0].endswith(".")
    with pytest.raises(ShapeError):
        evaluate(parse(text, names=SHAPES), draw_points(SHAPES)[0])


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "table of 1 to 20 names"),
        ({"names": {"a": []}}, "is not a formula"),
        ({"answer": "b", "names": {"a": []}}, "not a name in this question"),
        ({"answer": "a", "names": {"a": "H"}}, "The shape of a"),
        ({"answer": "a", "names": {"tanh": []}}, "cannot be a name"),
        ({"answer": "a b", "names": {"a": ["H"], "b": ["D"]}}, "do not fit"),
        ({"answer": "log a", "names": {"a": []}}, "no value at some points"),
        ({"answer": "a", "names": {"a": []}, "positive": ["b"]}, "names that the question declares"),
        ({"answer": "a", "names": {"a": []}, "feedback": [1]}, "list of tables"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_the_names_are_shown_as_they_can_be_typed():
    spec = read_spec({"answer": "h_{t-1}", "names": {"h_{t-1}": ["H"], "W_{xh}": ["H", "H"]}})
    assert [name for name, _ in spec.names] == ["h_{t-1}", "W_xh"]
    assert all(read_answer(spec, {"formula": [name]}) for name, _ in spec.names)
