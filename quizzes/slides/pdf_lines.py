"""Turns the rows of a PDF's page into logical lines in reading order: column after column, wrapped rows joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.slides.labels import read_bullet, read_label
from quizzes.slides.pdf_glyphs import HYPHEN
from quizzes.slides.pdf_rows import Cell
from quizzes.slides.structure import NEW_THOUGHT

TIGHT = 1.5  # of the size: baselines of one paragraph are at most this far apart
NUMBER = re.compile(r"\((\d{1,2}(?:\.\d{1,2})?)\)")  # of an equation
GUTTER = 1.0  # of the size
THINKING = re.compile(r"(?:think|question|method \d|case \d|note|recall|q\d?|a\d?)\s?[:.]", re.IGNORECASE)


@dataclass
class Row:
    """A row, or one column's part of it, as it is read."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    mono: bool = False
    limit: float = 0.0  # where its column ends on the right
    start: float = 0.0  # where its words begin, behind a bullet or label
    first_word: float = 0.0  # how wide its first word is


@dataclass
class Logical:
    """One logical line: wrapped rows joined."""

    text: str
    x0: float
    y: float
    size: float
    mono: bool
    last: Row
    rows: list[Row] = field(default_factory=list)


def read_order(rows: Sequence[Sequence[Cell]], limit: float) -> list[Row]:
    """The rows of a page in reading order; where several stand in columns, one column after the other."""
    ordered: list[Row] = []
    index = 0
    while index < len(rows):
        end = index + 1
        gutter = _gutter(rows[index])
        if gutter is None:
            ordered.append(_whole(rows[index], limit))
            index += 1
            continue
        start = _backwards(ordered, rows, index, gutter)
        while end < len(rows) and (narrowed := _narrow(gutter, rows[end])) is not None:
            gutter = narrowed
            end += 1
        del ordered[len(ordered) - (index - start) :]
        middle = sum(gutter) / 2
        band = rows[start:end]
        left = [[cell for cell in row if cell.x0 < middle] for row in band]
        right = [[cell for cell in row if cell.x0 >= middle] for row in band]
        ordered += read_order([row for row in left if row], gutter[1])
        ordered += read_order([row for row in right if row], limit)
        index = end
    return ordered


def _backwards(ordered: Sequence[Row], rows: Sequence[Sequence[Cell]], index: int, gutter: tuple[float, float]) -> int:
    """Rows above that stand in one of the columns and close by belong to them as well."""
    start = index
    while start > 0 and len(ordered) >= index - start + 1 and len(rows[start - 1]) == 1:
        cell, below = rows[start - 1][0], rows[start][0]
        aligned = abs(cell.x0 - gutter[1]) < 2 and cell.x0 > gutter[0]
        if not aligned or cell.y - below.y > TIGHT * cell.size:
            break
        start -= 1
    return start


def _gutter(row: Sequence[Cell]) -> tuple[float, float] | None:
    """The white space between the first two cells of a row that has several; a row of one has none."""
    if len(row) < 2 or (len(row) == 2 and NUMBER.fullmatch(row[1].text)):
        return None
    left, right = row[0], row[1]
    return (left.x1, right.x0) if right.x0 - left.x1 > GUTTER * left.size else None


def _narrow(gutter: tuple[float, float], row: Sequence[Cell]) -> tuple[float, float] | None:
    """What is left of a gutter when a further row joins the band; None where that row crosses it."""
    left = max((cell.x1 for cell in row if cell.x0 < gutter[1] - 1), default=gutter[0])
    right = min((cell.x0 for cell in row if cell.x0 >= gutter[1] - 1), default=gutter[1])
    size = row[0].size
    if max(left, gutter[0]) + 0.5 * size > min(right, gutter[1]):
        return None
    return max(left, gutter[0]), min(right, gutter[1])


def _whole(row: Sequence[Cell], limit: float) -> Row:
    text = "   ".join(cell.text for cell in row)
    if len(row) > 1 and (number := NUMBER.fullmatch(row[-1].text)):
        text = f"{text[: -len(row[-1].text)].strip()} \\tag{{{number[1]}}}"
    last = row[-1]
    mono = all(cell.mono for cell in row)
    return make_row(row[0], text, last.x1, limit, mono=mono)


def make_row(cell: Cell, text: str, x1: float, limit: float, *, mono: bool) -> Row:
    """A row, its beginnings measured: bullets and labels stand before where wrapped rows go on."""
    row = Row(text, cell.x0, x1, cell.y, cell.size, mono, limit, cell.x0)
    if (read_bullet(text) or read_label(text)) and len(cell.runs) > 1:
        row.start = cell.runs[1].x0
    word = re.match(r"\S+", text)
    share = len(word.group()) / max(1, len(text)) if word else 0
    row.first_word = share * (x1 - cell.x0)
    return row


def join_rows(rows: Sequence[Row]) -> list[Logical]:
    """Logical lines: a row goes on with the one above where its first word had no room there."""
    lines: list[Logical] = []
    for row in rows:
        if lines and _goes_on(lines[-1], row):
            line = lines[-1]
            line.text = _joined(line.text, row.text)
            line.last = row
            line.rows.append(row)
        else:
            lines.append(Logical(row.text, row.x0, row.y, row.size, row.mono, row, [row]))
    return lines


def _joined(one: str, other: str) -> str:
    if one.endswith(HYPHEN):
        return one[:-1] + other
    return (
        one + other if one.endswith(("-", "–")) and other[:1].islower() and one[-2:-1].isalpha() else f"{one} {other}"
    )


def _goes_on(line: Logical, row: Row) -> bool:
    last = line.last
    if row.mono or line.mono or abs(row.size - last.size) > 0.12 * last.size:
        return False
    drop = last.y - row.y
    if not 0 < drop <= TIGHT * row.size or read_bullet(row.text) or _begins_item(row.text):
        return False
    if NEW_THOUGHT.match(row.text) or THINKING.match(row.text):
        return False
    if line.text.endswith(HYPHEN):
        return True
    first = line.rows[0]
    if row.x0 < first.x0 - 2 or row.x0 > max(first.start, first.x0) + 6 * row.size:
        return False
    no_room = last.x1 + row.first_word + 0.2 * row.size > row.limit - 2.5 * row.size
    return no_room or (row.text[:1].islower() and drop <= 1.35 * row.size)


def _begins_item(text: str) -> bool:
    label = read_label(text)
    return label is not None and bool(label.text)
