"""Every figure against an independent computation, on random data."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from quizzes.analysis import statistics

CLOSE = {"rel": 1e-9, "abs": 1e-9}


@st.composite
def exams(draw):
    """Points of students (rows) for questions (columns)."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    students, items = draw(st.integers(3, 60)), draw(st.integers(2, 12))
    ability = rng.normal(size=(students, 1))
    raw = 1 / (1 + np.exp(-(ability + rng.normal(size=(1, items)) + rng.normal(size=(students, items)))))
    return raw if draw(st.booleans()) else (raw > 0.5).astype(float)


@settings(max_examples=60)
@given(exams())
def test_every_figure_equals_an_independent_computation(points):
    totals = points.sum(axis=1)
    for item in points.T:
        rest = totals - item
        assert statistics.facility(item) == pytest.approx(math.fsum(item) / item.size, **CLOSE)
        if np.ptp(item) > 1e-9 and np.ptp(rest) > 1e-9:
            assert statistics.correlate(item, rest) == pytest.approx(stats.pearsonr(item, rest).statistic, **CLOSE)
            most = np.cov(np.sort(item), np.sort(rest))[0, 1]
            expected = np.cov(item, rest)[0, 1] / most
            assert statistics.discriminative_efficiency(item, rest) == pytest.approx(expected, **CLOSE)
    covariance = np.cov(points.T)
    k = points.shape[1]
    if covariance.sum() > 1e-9:
        alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
        assert statistics.alpha(points) == pytest.approx(alpha, **CLOSE)
        error = statistics.standard_error(points)
        assert error**2 == pytest.approx(covariance.sum() * (1 - alpha), **CLOSE)
        if alpha < 0.999:  # nearer to 1, the root of what is left is a root of rounding errors
            assert error == pytest.approx(math.sqrt(covariance.sum() * (1 - alpha)), **CLOSE)


@settings(max_examples=60)
@given(exams())
def test_upper_and_lower_groups_are_27_percent_by_total(points):
    totals = points.sum(axis=1)
    ranked = sorted(range(len(totals)), key=lambda place: totals[place])
    size = round(0.27 * len(ranked))
    item = points[:, 0]
    if size:
        expected = math.fsum(item[ranked[-size:]]) / size - math.fsum(item[ranked[:size]]) / size
        assert statistics.upper_lower(item, totals) == pytest.approx(expected, **CLOSE)


@settings(max_examples=40)
@given(st.integers(1, 200))
def test_fifths_are_in_order_and_of_equal_size(size):
    totals = np.random.default_rng(size).integers(0, 10, size).astype(float)
    groups = statistics.split(totals)
    counts = np.bincount(groups, minlength=5)
    assert counts.max() - counts.min() <= 1
    for low in range(4):
        below, above = totals[groups <= low], totals[groups > low]
        assert not below.size or not above.size or below.max() <= above.min()


def test_a_question_that_some_were_not_asked_counts_those_who_were():
    item = np.array([1, 0, np.nan, 1])
    assert statistics.facility(item) == pytest.approx(2 / 3)
    rest = np.array([3.0, 1.0, 9.0, 2.0])
    expected = stats.pearsonr([1, 0, 1], [3, 1, 2]).statistic
    assert statistics.correlate(item, rest) == pytest.approx(expected)


@pytest.mark.parametrize("points", [np.zeros((0, 3)), np.ones((5, 3)), np.ones((1, 3)), np.ones((4, 1))])
def test_where_nothing_varies_there_is_no_figure_and_no_zero(points):
    assert statistics.alpha(points) is None
    assert statistics.standard_error(points) is None
    totals = points.sum(axis=1)
    assert statistics.correlate(points[:, 0], totals) is None
    assert statistics.discriminative_efficiency(points[:, 0], totals) is None


def test_choices_are_shares_of_their_fifth():
    shares = statistics.count_choices([[0], [1], [0, 1], []], np.array([0, 0, 4, 4]), options=2)
    assert shares[0].tolist() == [0.5, 0.5]
    assert shares[4].tolist() == [0.5, 0.5]
    assert np.isnan(shares[2]).all()


def test_a_full_score_is_in_the_last_step():
    assert statistics.histogram(np.array([0.0, 0.1, 1.0, 2.0]), most=2.0, bins=2) == [2, 2]
