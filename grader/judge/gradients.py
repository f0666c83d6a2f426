"""Numerical gradients that know their own error: float64 central differences, extrapolated over four steps.

Along a direction ``v`` the odd part of ``f``, ``(f(x + tv) - f(x - tv)) / 2 = a t + b t^3 + c t^5 + ...``, is taken at
``t = h, 3h/4, h/2, h/4``. As in Richardson's extrapolation the unwanted powers are eliminated, here by least squares,
so that one equation is left over: what it misses is truncation or rounding, whichever is larger, and measures the error
of ``a``, the slope. The even part leaves one over, too. The noise of ``f`` is the same in all directions, so it is
estimated from all of them together; the rounding of float64 is added. A comparison may only reject what is outside.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Point = Mapping[str, Array]

STEPS = (1e-2, 1e-4)
# A slope known to less than this share of the gradient cannot tell right from wrong.
UNCLEAR = 1e-2
_LEVELS = np.array([1.0, 0.75, 0.5, 0.25])
POINTS_EACH = 2 * len(_LEVELS)
_ODD = np.stack([_LEVELS, _LEVELS**3, _LEVELS**5], axis=1)
_EVEN = np.stack([_LEVELS**0, _LEVELS**2, _LEVELS**4], axis=1)
_SOLVE_ODD = np.linalg.pinv(_ODD)
_ODD_LEFT = np.eye(4) - _ODD @ _SOLVE_ODD
_EVEN_LEFT = np.eye(4) - _EVEN @ np.linalg.pinv(_EVEN)
# How far noise of size one in the values moves the slope; how much farther a term in t^7 moves it than it leaves over.
_NOISE = float(np.linalg.norm(_SOLVE_ODD[0]))
_TRUNCATION = float(abs(_SOLVE_ODD[0] @ _LEVELS**7) / np.linalg.norm(_ODD_LEFT @ _LEVELS**7))
_SAFETY = 10.0
_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Evaluation:
    """The scalar ``f`` at one point, and the size of the terms it was summed from (for its rounding error)."""

    value: float
    magnitude: float


Evaluate = Callable[[Sequence[Point]], Sequence[Evaluation | None]]


@dataclass(frozen=True)
class Direction:
    """A unit vector in the space of one argument."""

    argument: str
    vector: Array


@dataclass(frozen=True)
class Slope:
    """The derivative along a direction and a bound on its error; both NaN where the function gave no value."""

    value: float
    error: float


def random_directions(
    point: Point, arguments: Sequence[str], rng: np.random.Generator, *, each: int
) -> list[Direction]:
    """``each`` random unit vectors for every argument named."""
    directions = []
    for name in arguments:
        for _ in range(each):
            vector = rng.standard_normal(point[name].shape)
            directions.append(Direction(name, vector / np.linalg.norm(vector)))
    return directions


def unit_directions(point: Point, argument: str) -> list[Direction]:
    """One direction for every entry of an argument, in C order."""
    shape = point[argument].shape
    identity = np.eye(point[argument].size)
    return [Direction(argument, row.reshape(shape)) for row in identity]


def measure_slopes(
    evaluate: Evaluate, point: Point, directions: Sequence[Direction], *, step: float = STEPS[0]
) -> list[Slope]:
    """Derivatives along all directions, from one batch of eight evaluations for each."""
    return read_slopes(evaluate(list_points(point, directions, step=step)), point, directions, step=step)


def list_points(point: Point, directions: Sequence[Direction], *, step: float) -> list[Point]:
    """Where to evaluate, ``POINTS_EACH`` for every direction."""
    moves = [sign * step * level for level in _LEVELS for sign in (1.0, -1.0)]
    return [_moved(point, direction, move) for direction in directions for move in moves]


def read_slopes(
    evaluations: Sequence[Evaluation | None], point: Point, directions: Sequence[Direction], *, step: float
) -> list[Slope]:
    """Derivatives from evaluations at ``list_points`` of the same arguments."""
    lines = [_read_line(evaluations[at : at + POINTS_EACH]) for at in range(0, len(evaluations), POINTS_EACH)]
    noise = _noise([line for line in lines if line is not None])
    return [
        Slope(float("nan"), float("nan")) if line is None else _slope(line, point, direction, step=step, noise=noise)
        for line, direction in zip(lines, directions, strict=True)
    ]


@dataclass(frozen=True)
class _Line:
    """The odd and even parts of the function at the four levels, and the size of what it was summed from."""

    odd: Array
    even: Array
    magnitude: float


def _moved(point: Point, direction: Direction, move: float) -> dict[str, Array]:
    moved = dict(point)
    moved[direction.argument] = point[direction.argument] + move * direction.vector
    return moved


def _read_line(evaluations: Sequence[Evaluation | None]) -> _Line | None:
    known = [each for each in evaluations if each is not None and np.isfinite(each.value)]
    if len(known) < len(evaluations):
        return None
    up, down = (np.array([each.value for each in known[side::2]]) for side in (0, 1))
    return _Line((up - down) / 2, (up + down) / 2, max(each.magnitude for each in known))


def _noise(lines: Sequence[_Line]) -> float:
    """The standard deviation of one value, from the two equations that every line leaves over."""
    left = [_left_over(_ODD_LEFT, line.odd) ** 2 + _left_over(_EVEN_LEFT, line.even) ** 2 for line in lines]
    return float(np.sqrt(np.mean(left))) if left else 0.0


def _left_over(projection: Array, values: Array) -> float:
    return float(np.linalg.norm(projection @ values))


def _slope(line: _Line, point: Point, direction: Direction, *, step: float, noise: float) -> Slope:
    value = float(_SOLVE_ODD[0] @ line.odd) / step
    rounding = _NOISE * _EPSILON * line.magnitude
    moved = point[direction.argument]
    # The moved argument is rounded as well, which changes the step a little.
    blur = _EPSILON * float(np.max(np.abs(moved), initial=0.0)) * moved.size**0.5 * abs(value)
    own = _TRUNCATION * _left_over(_ODD_LEFT, line.odd) + _NOISE * _left_over(_EVEN_LEFT, line.even)
    return Slope(value, _SAFETY * (own + _NOISE * noise + rounding + blur) / step)


def _root_mean_square(values: Array) -> float:
    """Taken relative to the largest entry: the square of a huge one would be infinite, and excuse any distance."""
    largest = float(np.max(np.abs(values), initial=0.0))
    if largest == 0.0 or not np.isfinite(largest):
        return largest
    return float(largest * np.linalg.norm((values / largest).ravel()) / max(1.0, values.size**0.5))


@dataclass(frozen=True)
class Agreement:
    """How a gradient compares with measured slopes: ``error`` is relative, ``flat`` means that all slopes are zero."""

    verdict: Literal["agrees", "differs", "unclear"]
    error: float
    flat: bool


def judge_gradient(
    gradient: Array, directions: Sequence[Direction], slopes: Sequence[Slope], *, tolerance: float, floor: float
) -> Agreement:
    """Compare a gradient's projections with slopes along the same directions, all of one argument.

    It ``differs`` only where the distance is larger than the tolerance and the slope's own error together; it is
    ``unclear`` where the slope's error is too large to tell a wrong gradient from a right one.
    """
    projections = [float(np.sum(gradient * direction.vector)) for direction in directions]
    typical = _root_mean_square(gradient)
    known = [abs(slope.value) for slope in slopes if np.isfinite(slope.value)]
    scale = max([floor, typical, *known])
    distances = [abs(mine - slope.value) for mine, slope in zip(projections, slopes, strict=True)]
    error = max(distances) / scale if all(np.isfinite(distances)) else float("nan")
    flat = max(known, default=0.0) <= floor * 1e-3
    allowed = [tolerance * scale + slope.error for slope in slopes]
    too_far = any(distance > limit for distance, limit in zip(distances, allowed, strict=True))
    if too_far or not np.isfinite(scale) or not all(np.isfinite(projections)):
        return Agreement("differs", error, flat)
    sharp = all(slope.error <= UNCLEAR * scale for slope in slopes)
    return Agreement("agrees" if sharp else "unclear", error, flat)
