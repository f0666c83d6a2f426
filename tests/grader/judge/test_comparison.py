import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.judge.acceptance import Tolerances
from grader.judge.comparison import FLOOR, compare, relative_error
from grader.judge.sizes import read_shape

TOLERANCES = Tolerances()
numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
arrays = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=numbers)


@st.composite
def pairs(draw):
    first = draw(arrays)
    return first, draw(hnp.arrays(np.float64, first.shape, elements=numbers))


def judge(actual, expected, *, shape=None, **options):
    declared = shape or [f"S{number}" for number in range(expected.ndim)]
    return compare(actual, expected, name="h", shape=read_shape(declared), tolerances=TOLERANCES, **options)


@given(arrays)
def test_equal_values_have_no_error(values):
    assert relative_error(values, values.copy()) == 0
    assert judge(values.copy(), values).right


@given(pairs())
def test_the_error_is_symmetric_and_at_most_two(both):
    first, second = both
    assert relative_error(first, second) == relative_error(second, first)
    assert 0 <= relative_error(first, second) <= 2 + 1e-12


@given(pairs(), st.sampled_from([1e-3, 1e3, 2.0**40]))
def test_the_error_does_not_depend_on_the_scale(both, factor):
    first, second = both
    error = relative_error(first, second, floor=0.01)
    assert relative_error(first * factor, second * factor, floor=0.01 * factor) == pytest.approx(error, abs=1e-12)


@given(arrays, st.data())
def test_a_nan_or_an_infinity_never_passes(values, data):
    index = tuple(data.draw(st.integers(0, side - 1)) for side in values.shape)
    bad = values.copy()
    bad[index] = data.draw(st.sampled_from([np.nan, np.inf, -np.inf]))
    assert judge(bad, values).fault == "finite"
    assert judge(bad, bad).fault == "finite"
    assert not (relative_error(bad, values) <= 1e9)


@given(arrays, st.data())
def test_one_wrong_entry_is_never_lost(values, data):
    index = tuple(data.draw(st.integers(0, side - 1)) for side in values.shape)
    wrong = values.copy()
    wrong[index] += 1e-3 * max(1.0, float(np.abs(values).max()))
    assert judge(wrong, values).fault == "values"


@given(arrays)
def test_rounding_is_never_an_error(values):
    assert judge(values * (1 + 1e-14), values).right
    assert judge(values + 1e-12, values).right


@given(arrays)
def test_single_precision_is_accepted_and_named(values):
    compared = judge(values.astype(np.float32), values)
    assert compared.right
    assert compared.tolerance == TOLERANCES.float32
    assert "float32" in compared.note


def test_below_the_floor_differences_are_absolute():
    zeros = np.zeros(4)
    assert relative_error(zeros + 1e-6, zeros) == pytest.approx(1e-6 / FLOOR)
    assert judge(zeros + 1e-17, zeros).right


def test_huge_numbers_do_not_overflow():
    assert relative_error(np.full(3, 1e300), np.full(3, 1e300)) == 0
    assert relative_error(np.full(3, 1e300), np.full(3, -1e300)) == pytest.approx(2)


def test_the_shape_comes_before_the_values():
    expected = np.zeros((3, 1))
    for wrong in (np.zeros(3), np.zeros((1, 3)), np.zeros((0,)), np.zeros((1, 1)), np.zeros((3, 2))):
        compared = judge(wrong, expected, shape=["N", "O"])
        assert compared.fault == "shape"
        assert "(N, O) is asked" in compared.reason


def test_a_bias_gradient_with_an_extra_axis_counts_by_its_values():
    expected = np.arange(4.0)
    for given_shape in ((1, 4), (4, 1)):
        compared = judge(expected.reshape(given_shape), expected, shape=["H"], lenient_vector=True)
        assert compared.right
        assert str(given_shape) in compared.note
    wrong = judge(expected.reshape(1, 4) + 1, expected, shape=["H"], lenient_vector=True)
    assert wrong.fault == "values"
    assert judge(np.ones((4, 4)), expected, shape=["H"], lenient_vector=True).fault == "shape"


def test_a_batch_that_happens_to_be_one_makes_no_vector():
    expected = np.ones((1, 4))
    assert judge(np.ones(4), expected, shape=["N", "H"], lenient_vector=True).fault == "shape"
    assert judge(np.ones(4), expected, shape=[1, "H"], lenient_vector=True).right


@pytest.mark.parametrize("value", [None, "text", (1.0, 2.0), [1.0], {"a": 1.0}, np.array(["a"]), 10**30])
def test_what_is_not_an_array_is_said_to_be_none(value):
    assert judge(value, np.zeros(2)).fault in {"type", "dtype", "shape"}


@pytest.mark.parametrize("value", [2.0, np.float64(2.0), np.float32(2.0), 2, np.array(2.0)])
def test_a_single_number_is_an_array_without_axes(value):
    assert judge(value, np.array(2.0), shape=[]).right


def test_subclasses_that_could_lie_are_refused():
    class Sly(np.ndarray):
        pass

    class Number(float):
        pass

    assert judge(np.zeros(2).view(Sly), np.zeros(2)).fault == "type"
    assert judge(Number(2.0), np.array(2.0), shape=[]).fault == "type"


def test_coarse_and_complex_numbers_are_refused_by_name():
    assert "float16" in judge(np.zeros(2, np.float16), np.zeros(2)).reason
    assert "complex" in judge(np.zeros(2, np.complex128), np.zeros(2)).reason


def test_integers_are_compared_and_mentioned_when_wrong():
    assert judge(np.array([1, 2]), np.array([1.0, 2.0])).right
    assert "whole numbers" in judge(np.array([1, 2]), np.array([1.4, 2.4])).reason


def test_no_message_holds_a_value():
    expected = np.array([0.123456789, 0.987654321])
    for actual in (expected + 1, expected[:1], expected * np.nan, None):
        assert "123456" not in judge(actual, expected).reason


def test_of_whole_numbers_it_is_told_how_many_are_wrong():
    words = np.array([[3.0, 1.0, 0.0], [2.0, 2.0, 0.0]])
    given = np.array([[3, 1, 1], [2, 0, 0]])
    assert judge(given, words, whole=True).reason == "`h` is wrong in 2 of 6 places."
    assert judge(words.astype(int), words, whole=True).right


def test_what_was_computed_in_float32_is_compared_like_it_also_when_it_comes_as_float64():
    right = np.random.default_rng(1).standard_normal(20)
    rounded = (right * (1 + 2e-5)).astype(np.float32).astype(np.float64)
    assert judge(rounded, right).right
    assert not judge(right * (1 + 2e-5), right).right
    assert not judge(rounded + 1e-3, right).right
    few = right[:2]
    assert not judge((few * (1 + 2e-5)).astype(np.float32).astype(np.float64), few).right
