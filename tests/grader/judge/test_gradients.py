"""The numerical gradient is right, and knows how far it is from being so."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judge.gradients import (
    STEPS,
    Direction,
    Evaluation,
    judge_gradient,
    measure_slopes,
    random_directions,
    unit_directions,
)

RNG = np.random.default_rng(5)
ONE = [Direction("x", np.ones(1))]


def evaluate(function):
    def each(points):
        values = [float(function(point)) for point in points]
        return [Evaluation(value, abs(value)) for value in values]

    return each


def slope_of(function, x, *, step=STEPS[0]):
    (slope,) = measure_slopes(evaluate(lambda point: function(point["x"][0])), {"x": np.array([x])}, ONE, step=step)
    return slope


FUNCTIONS = {
    "exp": (np.exp, np.exp),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "sine of large": (lambda x: np.sin(20 * x), lambda x: 20 * np.cos(20 * x)),
    "fifth power": (lambda x: x**5, lambda x: 5 * x**4),
    "logistic": (lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    "constant": (lambda x: 3.0 + 0 * x, lambda x: 0.0 * x),
    "large offset": (lambda x: 1e6 + np.sin(x), np.cos),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=40)
@given(x=st.floats(-3, 3), step=st.sampled_from(STEPS))
def test_the_true_slope_is_within_the_stated_error(name, x, step):
    function, derivative = FUNCTIONS[name]
    slope = slope_of(function, x, step=step)
    assert abs(slope.value - derivative(x)) <= slope.error


@pytest.mark.parametrize("name", ["exp", "tanh", "logistic", "fifth power"])
def test_for_a_smooth_function_the_stated_error_is_tiny(name):
    function, _ = FUNCTIONS[name]
    assert slope_of(function, 0.7).error < 1e-6


def test_a_forward_in_single_precision_gets_a_larger_error():
    slope = slope_of(lambda x: float(np.tanh(np.float32(x))), 0.3)
    assert abs(slope.value - (1 - math.tanh(0.3) ** 2)) <= slope.error
    assert slope.error > 1e-6


def test_a_kink_shows_in_the_error():
    assert slope_of(lambda x: abs(x - 0.003), 0.0).error > 0.1


def test_a_function_without_a_value_has_no_slope():
    def nowhere(points):
        return [None for _ in points]

    (slope,) = measure_slopes(nowhere, {"x": np.zeros(1)}, ONE)
    assert math.isnan(slope.value)
    assert math.isnan(slope_of(lambda x: math.nan, 0.0).error)


def network(point):
    hidden = np.tanh(point["x"] @ point["W"].T + point["b"])
    return np.sum(hidden * point["upstream"])


def network_gradients(point):
    hidden = np.tanh(point["x"] @ point["W"].T + point["b"])
    inner = point["upstream"] * (1 - hidden**2)
    return {"x": inner @ point["W"], "W": inner.T @ point["x"], "b": inner.sum(axis=0)}


def a_point():
    shapes = {"x": (3, 5), "W": (4, 5), "b": (4,), "upstream": (3, 4)}
    return {name: RNG.standard_normal(shape) for name, shape in shapes.items()}


def judge(point, gradient, name, *, function=network, tolerance=1e-5):
    directions = random_directions(point, [name], np.random.default_rng(1), each=2)
    slopes = measure_slopes(evaluate(function), point, directions)
    return judge_gradient(gradient, directions, slopes, tolerance=tolerance, floor=1e-3)


@pytest.mark.parametrize("name", ["x", "W", "b"])
def test_a_right_gradient_agrees(name):
    point = a_point()
    agreement = judge(point, network_gradients(point)[name], name)
    assert agreement.verdict == "agrees"
    assert agreement.error < 1e-8
    assert not agreement.flat


@pytest.mark.parametrize("name", ["x", "W", "b"])
@pytest.mark.parametrize("factor", [0.0, -1.0, 1 / 3, 1.001])
def test_a_wrong_gradient_differs(name, factor):
    point = a_point()
    assert judge(point, network_gradients(point)[name] * factor, name).verdict == "differs"


def test_a_single_wrong_entry_differs():
    point = a_point()
    gradient = network_gradients(point)["W"]
    gradient[2, 3] += 0.01
    assert judge(point, gradient, "W").verdict == "differs"


def test_where_the_forward_is_too_coarse_nothing_is_rejected():
    point = a_point()

    def coarse(moved):
        return round(float(network(moved)), 2)

    right = network_gradients(point)["x"]
    assert judge(point, right, "x", function=coarse).verdict != "differs"


def test_a_function_that_ignores_its_argument_is_flat():
    point = a_point()
    agreement = judge(point, np.zeros((3, 5)), "x", function=lambda moved: 1.0)
    assert agreement.flat
    assert agreement.verdict == "agrees"


def test_unit_directions_give_the_gradient_entry_by_entry():
    point = a_point()
    slopes = measure_slopes(evaluate(network), point, unit_directions(point, "W"))
    measured = np.array([slope.value for slope in slopes]).reshape(4, 5)
    np.testing.assert_allclose(measured, network_gradients(point)["W"], rtol=1e-7, atol=1e-9)


def test_the_point_itself_is_never_moved():
    point = a_point()
    before = {name: value.copy() for name, value in point.items()}
    judge(point, network_gradients(point)["x"], "x")
    assert all(np.array_equal(value, before[name]) for name, value in point.items())
