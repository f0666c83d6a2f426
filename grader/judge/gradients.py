"""Numerical gradients that know their own error: float64 central differences, extrapolated twice by Richardson.

For a scalar function ``f`` along a direction ``v`` the central difference ``D(h) = (f(x + hv) - f(x - hv)) / 2h``
has an error in even powers of ``h``. From ``D(h), D(h/2), D(h/4)`` Romberg's table removes the second and fourth power:

    R1(h) = (4 D(h/2) - D(h)) / 3            value = (16 R1(h/2) - R1(h)) / 15

The distance of the value from ``R1(h/2)`` bounds what truncation is left, and grows by itself when rounding dominates;
the rounding of ``f`` itself, ``eps * |f| / h``, is added. A comparison may only reject what is outside that error.
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
_LEVELS = (1.0, 0.5, 0.25)
_SAFETY = 10.0
_ROUNDING = 4 * float(np.finfo(np.float64).eps)


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
    """Derivatives along all directions, from one batch of six evaluations for each."""
    moves = [sign * step * level for level in _LEVELS for sign in (1.0, -1.0)]
    points = [_moved(point, direction, move) for direction in directions for move in moves]
    values = evaluate(points)
    return [_slope(values[start : start + len(moves)], step) for start in range(0, len(points), len(moves))]


def _moved(point: Point, direction: Direction, move: float) -> dict[str, Array]:
    moved = dict(point)
    moved[direction.argument] = point[direction.argument] + move * direction.vector
    return moved


def _slope(values: Sequence[Evaluation | None], step: float) -> Slope:
    known = [value for value in values if value is not None and np.isfinite(value.value)]
    if len(known) < len(values):
        return Slope(float("nan"), float("nan"))
    differences = [
        (known[2 * level].value - known[2 * level + 1].value) / (2 * step * size) for level, size in enumerate(_LEVELS)
    ]
    coarse = (4 * differences[1] - differences[0]) / 3
    fine = (4 * differences[2] - differences[1]) / 3
    value = (16 * fine - coarse) / 15
    rounding = _ROUNDING * max(each.magnitude for each in known) / (step * _LEVELS[-1])
    return Slope(value, _SAFETY * (abs(value - fine) + rounding))


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
    typical = float(np.linalg.norm(gradient.ravel())) / max(1.0, gradient.size**0.5)
    known = [abs(slope.value) for slope in slopes if np.isfinite(slope.value)]
    scale = max([floor, typical, *known])
    distances = [abs(mine - slope.value) for mine, slope in zip(projections, slopes, strict=True)]
    error = max(distances) / scale if all(np.isfinite(distances)) else float("nan")
    flat = max(known, default=0.0) <= floor * 1e-3
    allowed = [tolerance * scale + slope.error for slope in slopes]
    if any(distance > limit for distance, limit in zip(distances, allowed, strict=True)):
        return Agreement("differs", error, flat)
    sharp = all(slope.error <= UNCLEAR * scale for slope in slopes)
    return Agreement("agrees" if sharp else "unclear", error, flat)
