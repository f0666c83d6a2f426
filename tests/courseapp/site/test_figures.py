"""Numbers are written as people read them, and an error bar says in words what it draws."""

import math

import pytest
from django.template import Context, Template

from courseapp.site.figures import draw_error, place, write_scientific


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.31, "0.31"),
        (4.1, "4.1"),
        (-0.5, "−0.5"),
        (123.4, "123"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "not a number"),
    ],
)
def test_numbers_near_one_are_written_plainly(value, text):
    assert write_scientific(value) == text


def test_small_numbers_are_written_with_a_power_of_ten():
    assert write_scientific(3.21e-5) == ('<span class="nowrap">3.2&nbsp;×&nbsp;10<sup class="exponent">−5</sup></span>')


def test_rounding_carries_into_the_exponent():
    assert "1.0&nbsp;×&nbsp;10" in write_scientific(9.99e-6)
    assert "−5<" in write_scientific(9.99e-6)


@pytest.mark.parametrize(
    ("error", "is_over"), [(1e-9, False), (1e-7, False), (1e-6, True), (math.inf, True), (math.nan, True)]
)
def test_an_error_is_over_unless_it_is_surely_within(error, is_over):
    assert draw_error(name="dx", error=error, tolerance=1e-7).is_over is is_over


@pytest.mark.parametrize(
    ("value", "position"), [(0.0, 0), (1e-30, 0), (1e-16, 0), (1e-7, 500), (1e2, 1000), (1e9, 1000), (math.nan, 1000)]
)
def test_places_on_the_scale_stay_on_it(value, position):
    assert place(value) == position


def test_the_bar_says_the_same_in_words():
    template = Template('{% load figures %}{% error_bar name="dW_hh" error=error tolerance=tolerance %}')
    html = template.render(Context({"error": 0.31, "tolerance": 1e-7}))
    assert "is-over" in html
    assert "off by 0.31" in html
    assert "allowed" in html


def test_no_error_draws_nothing():
    template = Template('{% load figures %}{% error_bar name="h" error=None tolerance=None %}')
    assert template.render(Context()).strip() == ""
