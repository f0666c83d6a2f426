"""Geometry of the plots, in SVG units; templates draw them, styles colour them. Every plot has a table beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 320.0, 150.0
LEFT, BOTTOM, TOP = 34.0, 24.0, 8.0


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    count: int
    low: float
    high: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    highest: int


@dataclass(frozen=True)
class Curve:
    """The share of each fifth of the students that chose one option."""

    letter: str
    is_right: bool
    points: tuple[tuple[float, float], ...]
    place: int  # which pattern of line it gets

    @property
    def path(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.points)

    @property
    def end(self) -> tuple[float, float]:
        return self.points[-1] if self.points else (0.0, 0.0)


def draw_histogram(counts: Sequence[int], *, most: float) -> Chart:
    """Bars over equally wide steps of points."""
    highest, step = max(counts, default=0), most / (len(counts) or 1)
    width = (WIDTH - LEFT) / (len(counts) or 1)
    bars = []
    for place, count in enumerate(counts):
        height = (HEIGHT - TOP - BOTTOM) * count / (highest or 1)
        x, y = LEFT + place * width + 1, HEIGHT - BOTTOM - height
        bars.append(
            Bar(
                round(x, 1), round(y, 1), round(width - 2, 1), round(height, 1), count, place * step, (place + 1) * step
            )
        )
    return Chart(tuple(bars), highest)


def draw_choices(choices: Sequence[tuple[str, bool, Sequence[float]]]) -> tuple[Curve, ...]:
    """A curve for each option over the fifths of the students, the lowest at the left."""
    curves = []
    for place, (letter, is_right, shares) in enumerate(choices):
        known = [(group, share) for group, share in enumerate(shares) if not math.isnan(share)]
        span = (WIDTH - LEFT - 24) / max(len(shares) - 1, 1)
        points = tuple(
            (round(LEFT + group * span, 1), round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1))
            for group, share in known
        )
        curves.append(Curve(letter, is_right, points, place % 6))
    return tuple(curves)
