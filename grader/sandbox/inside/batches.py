"""Many calls in one frame, column by column: the arrays of one argument travel as one stack.

Finite differences ask for hundreds of calls whose arguments are nearly all the same small arrays; one by one, packing
them would cost more than the calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .values import DTYPES, MAX_DIMENSIONS, ProtocolError, Value

Rows = Sequence[tuple[Value, ...]]


def fold(rows: Rows) -> Value:
    """Turn rows into columns: (how many, columns); or into (how many, rows as they are, None) if they are ragged."""
    if not rows or len({len(row) for row in rows}) != 1:
        return len(rows), tuple(rows), None
    return len(rows), tuple(_fold_column(column) for column in zip(*rows, strict=True))


def _fold_column(values: tuple[Value, ...]) -> Value:
    first = values[0]
    if type(first) is not np.ndarray or first.dtype not in DTYPES or first.ndim >= MAX_DIMENSIONS:
        return False, values
    places: dict[int, int] = {}
    distinct: list[np.ndarray[Any, Any]] = []
    index = np.empty(len(values), np.uint32)
    for number, value in enumerate(values):
        place = places.get(id(value))
        if place is None:
            if type(value) is not np.ndarray or value.dtype != first.dtype or value.shape != first.shape:
                return False, values
            places[id(value)] = place = len(distinct)
            distinct.append(value)
        index[number] = place
    return True, np.array(distinct, first.dtype), index


def unfold(folded: Value) -> list[tuple[Value, ...]]:
    """Turn columns back into rows. Raises ProtocolError if they are not what `fold` makes."""
    if type(folded) is not tuple or len(folded) not in (2, 3) or type(folded[0]) is not int:
        raise ProtocolError("not a batch")
    count, content = folded[:2]
    if type(content) is not tuple:
        raise ProtocolError("not a batch")
    if len(folded) == 3:
        if len(content) != count or not all(type(row) is tuple for row in content):
            raise ProtocolError("the rows of a batch do not fit together")
        return list(content)
    columns = [_unfold_column(column, count) for column in content]
    return list(zip(*columns, strict=True)) if columns else [()] * _harmless(count)


def _unfold_column(column: Value, count: int) -> Sequence[Value]:
    if type(column) is not tuple or not column or len(column) != (3 if column[0] is True else 2):
        raise ProtocolError("not a column")
    if column[0] is not True:
        if type(column[1]) is not tuple or len(column[1]) != count:
            raise ProtocolError("a column of the wrong length")
        return column[1]
    _, stack, index = column
    if type(stack) is not np.ndarray or not stack.ndim or type(index) is not np.ndarray:
        raise ProtocolError("not a column")
    if index.dtype != np.uint32 or index.shape != (count,) or index.max(initial=0) >= len(stack):
        raise ProtocolError("a column whose index leads nowhere")
    if len(stack) > count:  # layers of no size cost nothing to send, but each becomes an object here
        raise ProtocolError("a column of more values than calls")
    layers = list(stack)
    return [layers[place] for place in index.tolist()]


def _harmless(count: int) -> int:
    if not 0 <= count <= 100_000:
        raise ProtocolError("that many calls were not asked for")
    return count


def is_fixed(value: Value) -> bool:
    """Tell whether a value cannot change any more once it is copied: an array, a number, a text, a handle, nothing."""
    return type(value) not in (tuple, list, dict)
