"""Many calls in one frame, column by column: the arrays of one argument travel as one stack.

Finite differences ask for hundreds of calls whose arguments are nearly all the same small arrays; one by one, packing
them would cost more than the calls.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from .values import DTYPES, MAX_DIMENSIONS, MAX_SIZE, ProtocolError, Value

_PARTS: Final = {True: 3, False: 2, None: 4}
"""What a column is made of, by its first part: a stack and an index; values; numbers, shapes and an index."""

Rows = Sequence[tuple[Value, ...]]


def fold(rows: Rows) -> Value:
    """Turn rows into columns: (how many, columns); or into (how many, rows as they are, None) if they are ragged."""
    if not rows or len({len(row) for row in rows}) != 1:
        return len(rows), tuple(rows), None
    return len(rows), tuple(_fold_column(column) for column in zip(*rows, strict=True))


def _fold_column(values: tuple[Value, ...]) -> Value:
    """One stack of all that are different; or, if their shapes are, the numbers of all in a row, and the shapes."""
    first = values[0]
    if type(first) is not np.ndarray or first.dtype not in DTYPES or first.ndim >= MAX_DIMENSIONS:
        return False, values
    dtype, dimensions = first.dtype, first.ndim
    places: dict[int, int] = {}
    distinct: list[np.ndarray[Any, Any]] = []
    index = []
    for value in values:
        place = places.get(id(value))
        if place is None:
            if type(value) is not np.ndarray or value.dtype != dtype or value.ndim != dimensions:
                return False, values
            places[id(value)] = place = len(distinct)
            distinct.append(value)
        index.append(place)
    order, shape = np.array(index, np.uint32), first.shape
    if all(value.shape == shape for value in distinct):
        return True, np.array(distinct, dtype), order
    shapes = np.array([value.shape for value in distinct], np.int64)
    return None, np.concatenate([value.ravel() for value in distinct]), shapes, order


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
    if type(column) is not tuple or not column or type(column[0]) not in (bool, type(None)):
        raise ProtocolError("not a column")
    if len(column) != _PARTS[column[0]]:
        raise ProtocolError("a column of another form")
    if column[0] is False:
        if type(column[1]) is not tuple or len(column[1]) != count:
            raise ProtocolError("a column of the wrong length")
        return column[1]
    layers = _list_layers(column[1], most=count) if column[0] else _cut(*column[1:3], most=count)
    index = column[-1]
    if type(index) is not np.ndarray or index.dtype != np.uint32 or index.shape != (count,):
        raise ProtocolError("not a column")
    if index.max(initial=0) >= len(layers):
        raise ProtocolError("a column whose index leads nowhere")
    return [layers[place] for place in index.tolist()]


def _list_layers(stack: Value, *, most: int) -> list[np.ndarray[Any, Any]]:
    if type(stack) is not np.ndarray or not stack.ndim:
        raise ProtocolError("not a column")
    if len(stack) > most:  # layers of no size cost nothing to send, but each becomes an object here
        raise ProtocolError("a column of more values than calls")
    return list(stack)


def _cut(numbers: Value, shapes: Value, *, most: int) -> list[np.ndarray[Any, Any]]:
    """Arrays of these shapes from numbers in a row."""
    if type(numbers) is not np.ndarray or numbers.ndim != 1 or type(shapes) is not np.ndarray:
        raise ProtocolError("not a column")
    if shapes.dtype != np.int64 or shapes.ndim != 2 or len(shapes) > most or shapes.shape[1] > MAX_DIMENSIONS:
        raise ProtocolError("not a list of shapes")
    layers, at = [], 0
    for shape in shapes.tolist():
        if min(shape, default=0) < 0 or math.prod(size or 1 for size in shape) > MAX_SIZE:
            raise ProtocolError("an array of a shape that does not exist")
        end = at + math.prod(shape)
        if end > len(numbers):
            raise ProtocolError("a column that is cut short")
        layers.append(numbers[at:end].reshape(shape))
        at = end
    if at != len(numbers):
        raise ProtocolError("a column of more numbers than its arrays hold")
    return layers


def _harmless(count: int) -> int:
    if not 0 <= count <= 100_000:
        raise ProtocolError("that many calls were not asked for")
    return count


def is_fixed(value: Value) -> bool:
    """Tell whether a value cannot change any more once it is copied: an array, a number, a text, a handle, nothing."""
    return type(value) not in (tuple, list, dict)
