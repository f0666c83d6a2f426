"""The norm of a gradient over time, as two curves: the student's and the right one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEFT, RIGHT, TOP, BOTTOM = 38.0, 268.0, 12.0, 122.0
LOWEST = 112.0  # of a norm that is not zero
LETTERS = 13.0  # the height of a line of text
DECADES_AT_LEAST = 1.0


@dataclass(frozen=True)
class Mark:
    """A point of a curve; `norm` is None where the number was not finite, and nothing is drawn."""

    step: int
    x: float
    y: float
    norm: float | None


@dataclass(frozen=True)
class Curve:
    name: str
    marks: tuple[Mark, ...]

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks if mark.norm is not None)


@dataclass(frozen=True)
class Tick:
    y: float
    value: float


@dataclass(frozen=True)
class Plot:
    """The norm of a gradient over time, on a logarithmic scale."""

    name: str
    own: Curve
    right: Curve
    ticks: tuple[Tick, ...]

    @property
    def right_label(self) -> float:
        return self.right.marks[-1].y

    @property
    def own_label(self) -> float:
        """Beside the end of the curve, and out of the way of the other label."""
        own, right = self.own.marks[-1].y, self.right_label
        if abs(own - right) >= LETTERS:
            return own
        return right + LETTERS if own >= right and right + LETTERS <= BOTTOM else right - LETTERS

    @property
    def rows(self) -> list[tuple[int, float | None, float | None]]:
        return [(own.step, own.norm, right.norm) for own, right in zip(self.own.marks, self.right.marks, strict=True)]


@dataclass(frozen=True)
class _Scale:
    """Powers of ten from `low` to `high`."""

    low: float
    high: float

    def lift(self, norm: float | None) -> float:
        """The height of a norm; what is zero lies at the bottom."""
        if not norm:
            return BOTTOM
        return round(TOP + (LOWEST - TOP) * (self.high - math.log10(norm)) / (self.high - self.low), 1)

    def list_ticks(self) -> tuple[Tick, ...]:
        powers = range(math.ceil(self.low), math.floor(self.high) + 1)
        return tuple(Tick(self.lift(10.0**power), 10.0**power) for power in powers)


def draw_norms(each: Mapping[str, Any]) -> Plot:
    """Arrange the norms of one gradient at two steps or more."""
    norms = [norm for norm in (*each["own"], *each["right"]) if norm]
    high = math.log10(max(norms, default=1.0))
    scale = _Scale(low=min(math.log10(min(norms, default=0.1)), high - DECADES_AT_LEAST), high=high)
    own, right = (_draw_curve(name, each[key], scale) for name, key in (("yours", "own"), ("right", "right")))
    return Plot(name=each["name"], own=own, right=right, ticks=scale.list_ticks())


def _draw_curve(name: str, norms: Sequence[float | None], scale: _Scale) -> Curve:
    apart = (RIGHT - LEFT) / (len(norms) - 1)
    marks = (Mark(step, round(LEFT + step * apart, 1), scale.lift(norm), norm) for step, norm in enumerate(norms))
    return Curve(name, tuple(marks))
