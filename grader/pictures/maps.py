"""Errors in rows and columns, as cells of a picture: by gate, or by step in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, NAMES, ROW, GAP = 340.0, 76.0, 30.0, 3.0
HEAD = 22.0
LEVELS = (0.0, 0.01, 0.1, 0.5)  # an error from this size on is shown in the next stronger colour
NARROW = 6  # more columns than this leave room for few letters


@dataclass(frozen=True)
class Cell:
    """`level`: 0 right, up to 4 for what is off by half and more; 5 for numbers that are not finite."""

    x: float
    width: float
    level: int
    error: float | None
    text: str
    begins: bool = False

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Row:
    name: str
    y: float
    cells: tuple[Cell, ...]
    note: str = ""

    @property
    def middle(self) -> float:
        return self.y + (ROW - GAP) / 2


@dataclass(frozen=True)
class Column:
    name: str
    middle: float


@dataclass(frozen=True)
class Map:
    """Errors in rows and columns: gates, or steps in time."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        return self.rows[-1].y + ROW


def draw_gates(rows: Sequence[Mapping[str, Any]], gates: Sequence[str]) -> Map:
    return Map(
        columns=_place_columns(gates or [""]),
        rows=tuple(
            Row(
                name=row["name"],
                y=(HEAD if gates else 0) + number * ROW,
                cells=_place_cells(row["by_gate"] or [row["error"]]),
                note="follows your own forward pass" if row["follows"] else "",
            )
            for number, row in enumerate(rows)
        ),
    )


def draw_steps(timed: Sequence[Mapping[str, Any]]) -> Map:
    """Results of other lengths than the first are left out: a map has one number of columns."""
    count = len(timed[0]["errors"])
    return Map(
        columns=_place_columns([str(step) for step in range(count)]),
        rows=tuple(
            Row(
                name=each["name"],
                y=HEAD + number * ROW,
                cells=_place_cells(each["errors"], begins=each["begins"]),
                note="computed from the last step to the first" if each["backwards"] else "",
            )
            for number, each in enumerate(each for each in timed if len(each["errors"]) == count)
        ),
    )


def _place_columns(names: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(name, cell.middle) for name, cell in zip(names, _place_cells([0.0] * len(names)), strict=True))


def _place_cells(errors: Sequence[float | None], *, begins: int | None = None) -> tuple[Cell, ...]:
    width = (WIDTH - NAMES) / len(errors)
    return tuple(
        Cell(
            x=round(NAMES + number * width, 1),
            width=round(width - GAP, 1),
            level=_level(error),
            error=error,
            text=_write(error, short=len(errors) > NARROW),
            begins=number == begins,
        )
        for number, error in enumerate(errors)
    )


def _level(error: float | None) -> int:
    if error is None:
        return 5
    return 0 if error == 0.0 else sum(error >= least for least in LEVELS)


def _write(error: float | None, *, short: bool) -> str:
    """A word for a cell: 0.2, 3e-5. Where cells are narrow, only what fits."""
    if error is None:
        return "NaN"
    if error == 0.0:
        return "✓"
    text = f"{error:.1g}" if error >= 1e-3 else f"{error:.0e}".replace("e-0", "e-")
    return text.replace("0.", ".") if short else text
