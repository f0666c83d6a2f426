"""Two texts side by side, line by line, with the words that differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

LEAST_ALIKE = 0.3  # lines that have less in common are not shown as one line that changed
LONGEST = 400  # lines; what is longer is compared line by line only
FORMULA = r"\$\$[^$]+\$\$|\$(?!\s)[^$]+(?<!\s)\$(?!\d)"  # within a line
PIECES = re.compile(rf"\s+|{FORMULA}|\w+|\*\*|[^\w\s]")  # a formula changes as a whole, so that it can be typeset


@dataclass(frozen=True)
class Piece:
    """Words of a line; `changed` if the other side does not have them."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Row:
    """A line of the older text beside its counterpart; empty where there is none."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.changed for piece in (*self.old, *self.new))


def compare(old: str, new: str) -> list[Row]:
    """The lines of both texts in order."""
    before, after = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    rows: list[Row] = []
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "equal":
            rows += [Row(_whole(line, False), _whole(line, False)) for line in before[low:high]]
        else:
            rows += _compare_lines(before[low:high], after[start:end])
    return rows


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _compare_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    for one, other in zip_longest(old, new, fillvalue=""):
        pieces: list[list[str]] = [PIECES.findall(line) for line in (one, other)]
        matcher = SequenceMatcher(None, pieces[0], pieces[1], autojunk=False)
        if not one or not other or max(map(len, pieces)) > LONGEST or matcher.ratio() < LEAST_ALIKE:
            if one:
                yield Row(_whole(one, True), ())
            if other:
                yield Row((), _whole(other, True))
            continue
        sides: tuple[list[Piece], list[Piece]] = ([], [])
        for tag, low, high, start, end in matcher.get_opcodes():
            for side, several in zip(sides, (pieces[0][low:high], pieces[1][start:end]), strict=True):
                if several:
                    side.append(Piece("".join(several), tag != "equal"))
        yield Row(tuple(sides[0]), tuple(sides[1]))


def _whole(line: str, changed: bool) -> tuple[Piece, ...]:
    return (Piece(line, changed),) if line else ()
