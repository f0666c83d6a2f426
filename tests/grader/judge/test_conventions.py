import numpy as np
import pytest

from grader.judge.conventions import is_same, recognise

RNG = np.random.default_rng(3)
TRUTHS = {"dx": RNG.standard_normal((3, 5)), "dW": RNG.standard_normal((4, 4)), "db": RNG.standard_normal(4)}


def name_of(name, value):
    recognised = recognise(name, value, TRUTHS, batch=3)
    return recognised.mistake if recognised else None


@pytest.mark.parametrize(
    ("name", "value", "mistake"),
    [
        ("dx", TRUTHS["dx"].T, "transposed"),
        ("dW", TRUTHS["dW"].T, "transposed"),
        ("dW", -TRUTHS["dW"], "wrong_sign"),
        ("db", TRUTHS["db"] / 3, "averaged_over_batch"),
        ("db", np.zeros(4), "left_at_zero"),
        ("db", TRUTHS["dW"], "results_in_another_order"),
        ("db", np.float64(TRUTHS["db"].sum()), "summed_over_everything"),
        ("db", np.arange(3.0), "summed_over_the_wrong_axis"),
        ("db", TRUTHS["db"] / 2, None),
        ("dx", TRUTHS["dx"] + 1e-4, None),
    ],
)
def test_plain_wrong_values_are_recognised(name, value, mistake):
    assert name_of(name, value) == mistake


def test_a_right_value_of_zero_explains_nothing():
    assert recognise("db", np.zeros(4), {"db": np.zeros(4)}, batch=3) is None


def test_nan_is_the_same_only_in_the_same_places():
    first, second = np.array([1.0, np.nan, 2.0]), np.array([1.0, 2.0, np.nan])
    assert is_same(first, first.copy())
    assert not is_same(first, second)


def test_single_precision_is_matched_less_closely():
    values = TRUTHS["dx"]
    assert is_same(values.astype(np.float32), values)
    assert not is_same(values * (1 + 1e-6), values)
