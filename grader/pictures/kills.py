"""Which check kills which wrong answer: a check a row, a wrong answer a column, a mark where they meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

WIDTH, NAMES, ROW = 720.0, 190.0, 18.0
LONGEST_NAME = 30


@dataclass(frozen=True)
class Run:
    """Neighbours that the same check kills, drawn as one mark; `alone`: no other check does."""

    x: float
    width: float
    alone: bool


@dataclass(frozen=True)
class Line:
    title: str
    y: float
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Head:
    """The function whose checks stand below it."""

    function: str
    y: float


@dataclass(frozen=True)
class Matrix:
    function: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    survivors: Run | None

    @property
    def height(self) -> float:
        return self.lines[-1].y + ROW if self.lines else ROW

    @property
    def has_loners(self) -> bool:
        """Whether some wrong answer is caught by one check alone."""
        return any(run.alone for line in self.lines for run in line.runs)


def draw_matrix(
    *, function: str, checks: Sequence[tuple[str, str, str]], mutants: Sequence[Mapping[str, Any]]
) -> Matrix:
    """`checks`: function, name, title. Wrong answers that die alike stand side by side; what survives, at the end."""
    order = {name: place for place, (_, name, _) in enumerate(checks)}
    places = [sorted(order[name] for name in each["killed_by"] if name in order) for each in mutants]
    places.sort(key=lambda each: (not each, each))
    width = (WIDTH - NAMES) / max(len(mutants), 1)
    heads: list[Head] = []
    lines = []
    for number, (owner, _, title) in enumerate(checks):
        if not heads or heads[-1].function != owner:
            heads.append(Head(owner, y=(number + len(heads)) * ROW))
        runs = _find_runs([(number in each, each == [number]) for each in places], width)
        lines.append(Line(title=_shorten(title), y=(number + len(heads)) * ROW, runs=runs))
    alive = _find_runs([(not each, False) for each in places], width)
    return Matrix(function, tuple(heads), tuple(lines), alive[0] if alive else None)


def _shorten(title: str) -> str:
    return title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1]}…"


def _find_runs(marks: Sequence[tuple[bool, bool]], width: float) -> tuple[Run, ...]:
    runs, start = [], 0
    for (is_killed, alone), group in groupby(marks):
        length = len(list(group))
        if is_killed:
            runs.append(Run(round(NAMES + start * width, 2), round(length * width, 2), alone))
        start += length
    return tuple(runs)
