from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import MalformedAnswer, SpecError
from quizzes.question_types.numbers import find_magnitude, read_number, read_tolerance

FINITE = st.floats(allow_nan=False, allow_infinity=False)
NONZERO = st.fractions(max_denominator=10**9).filter(bool)


@given(FINITE)
def test_what_a_computer_prints_is_read_exactly(number):
    assert read_number(repr(number)) == Fraction(repr(number))


@given(FINITE)
def test_a_decimal_comma_is_read_as_the_point_or_asked_about(number):
    with_point = f"{Decimal(repr(number)):f}"[:50]
    whole, _, decimals = with_point.partition(".")
    if len(decimals) == 3 and len(whole.lstrip("-")) <= 3 and whole.lstrip("-") != "0":
        with pytest.raises(MalformedAnswer, match="two ways"):
            read_number(f"{whole},{decimals}")
    else:
        assert read_number(with_point.replace(".", ",")) == Fraction(with_point)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**12))
def test_a_fraction_is_read_exactly(above, below):
    assert read_number(f"{above}/{below}") == Fraction(above, below)


@given(st.integers(-(10**15), 10**15))
def test_spaces_may_part_thousands(number):
    assert read_number(f"{number:,}".replace(",", " ")) == number
    assert read_number(f"{number:,}".replace(",", "\u202f")) == number


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_malformed(text):
    with suppress(MalformedAnswer):
        assert isinstance(read_number(text), Fraction)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", Fraction(3, 2)), ("0,125", Fraction(1, 8)), ("12,3456", Fraction(30864, 2500)), ("-0,5", Fraction(-1, 2))],
)
def test_one_comma_is_a_decimal_sign_where_it_cannot_be_anything_else(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["1,000", "-12,345", "123,456/2"])
def test_a_comma_that_can_part_thousands_is_asked_about(text):
    with pytest.raises(MalformedAnswer, match="read in two ways"):
        read_number(text)


@pytest.mark.parametrize("text", ["1,000,000", "1.000,5", "1,000.5", "٣", "1e5000", "0x10", "1_0", "nan", "½", "1//2"])
def test_what_has_no_clear_meaning_is_malformed(text):
    with pytest.raises(MalformedAnswer):
        read_number(text)


@given(right=NONZERO, share=st.fractions(0, 1, max_denominator=1000))
def test_the_edge_of_a_relative_tolerance_counts(right, share):
    tolerance = read_tolerance({"relative": "1/100"})
    assert tolerance.accepts(right + right * share / 100, right)
    assert not tolerance.accepts(right + right / 100 + Fraction(1, 10**40), right) or right < 0


@given(right=NONZERO)
def test_the_magnitude_is_the_exponent_of_the_leading_digit(right):
    assert 1 <= abs(right) / Fraction(10) ** find_magnitude(right) < 10


@given(right=st.decimals("-1e6", "1e6", allow_nan=False).filter(bool), figures=st.integers(1, 9))
def test_rounding_to_so_many_figures_is_right_to_so_many_figures(right, figures):
    exact = Fraction(right)
    rounded = Fraction(f"{Decimal(right):.{figures - 1}e}")
    assert read_tolerance({"significant": figures}).accepts(rounded, exact)


@pytest.mark.parametrize(
    "value",
    [1, {}, {"absolute": 1, "relative": 1}, {"about": 1}, {"absolute": -1}, {"significant": 0}, {"relative": []}],
)
def test_a_tolerance_that_means_nothing_is_explained(value):
    with pytest.raises(SpecError):
        read_tolerance(value)
