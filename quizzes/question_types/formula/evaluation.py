"""What a formula is worth at random points, where its names are matrices of the shapes that the question declares.

Everything is a matrix: a vector is a column, a number is 1 × 1. Sizes given by letters are drawn different from each
other and from one, so that only formulas whose shapes fit for all sizes have a value.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizzes.question_types.formula.parsing import Apply, Name, Node, Number

Array = NDArray[np.float64]
Shape = tuple[str | int, str | int]
SIZES = (3, 4, 5, 2, 6, 7, 8, 9)
POINTS = 6
CLOSE = 1e-8  # relative: rounding differs between orders of the same sum by about 1e-15


class ShapeError(ValueError):
    """Matrices that do not fit; the message says which."""


def draw_points(shapes: Mapping[str, Shape], *, positive: frozenset[str] = frozenset()) -> list[dict[str, Array]]:
    """POINTS draws of all names, from -1.5 to 1.5, those in `positive` from 0.1 on; the same for the same shapes."""
    letters = sorted({size for shape in shapes.values() for size in shape if isinstance(size, str)})
    sizes: dict[str | int, int] = dict(zip(letters, SIZES, strict=False))
    rng = np.random.default_rng(20260101)
    points = []
    for _ in range(POINTS):
        point = {}
        for name in sorted(shapes):
            rows, columns = (sizes.get(size, size) for size in shapes[name])
            drawn = rng.uniform(-1.5, 1.5, size=(int(rows), int(columns)))
            point[name] = np.abs(drawn) + 0.1 if name in positive else drawn
        points.append(point)
    return points


def evaluate(node: Node, point: Mapping[str, Array]) -> Array:
    """The value at one point; raises ShapeError. Entries may be infinite or not a number."""
    with np.errstate(all="ignore"):
        return _evaluate(node, point)


def agree(value: Array, right: Array) -> bool:
    """Whether two values are the same up to rounding."""
    if value.shape != right.shape or not np.isfinite(value).all():
        return False
    return bool(np.abs(value - right).max() <= CLOSE * max(1e-6, float(np.abs(right).max())))


def _evaluate(node: Node, point: Mapping[str, Array]) -> Array:
    if isinstance(node, Number):
        return np.full((1, 1), node.value)
    if isinstance(node, Name):
        return point[node.name]
    values = [_evaluate(operand, point) for operand in node.operands]
    return _apply(node, values)


def _apply(node: Apply, values: list[Array]) -> Array:
    operation = node.operation
    if operation in ENTRYWISE:
        return np.asarray(ENTRYWISE[operation](values[0]))
    if operation in WHOLE:
        return np.asarray(WHOLE[operation](values[0]))
    left, right = values
    if operation == "*":
        return _multiply(left, right)
    if operation == "^":
        return _raise(left, right)
    _check_same(left, right, "⊙" if operation == "⊙" else operation)
    return np.asarray(BETWEEN[operation](left, right))


def _multiply(left: Array, right: Array) -> Array:
    """The product of matrices; entry by entry only where that is the only one there is."""
    if left.size == 1 or right.size == 1:
        return left * right
    if left.shape[1] == right.shape[0]:
        return np.asarray(left @ right)
    _check_same(left, right, "times")
    return left * right


def _raise(base: Array, exponent: Array) -> Array:
    if exponent.size != 1:
        raise ShapeError("An exponent is a single number.")
    if base.shape[0] == base.shape[1] > 1:
        raise ShapeError("A power of a square matrix can mean two things. Write the product out, with ⊙ or without.")
    return np.asarray(np.power(base, exponent))


def _check_same(left: Array, right: Array, word: str) -> None:
    if left.size == 1 or right.size == 1 or left.shape == right.shape:
        return
    raise ShapeError(f"The shapes on both sides of “{word}” do not fit each other.")


def _take_softmax(value: Array) -> Any:
    powers = np.exp(value - value.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)


def _take_diagonal(value: Array) -> Any:
    if value.shape[1] != 1:
        raise ShapeError("“diag” makes a matrix of a column.")
    return np.diag(value[:, 0])


ENTRYWISE: dict[str, Any] = {
    "neg": np.negative, "tanh": np.tanh, "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos,
    "abs": np.abs, "sigmoid": lambda value: 1 / (1 + np.exp(-value)), "relu": lambda value: np.maximum(value, 0),
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "T": np.transpose, "transpose": np.transpose, "softmax": _take_softmax, "diag": _take_diagonal,
    "sum": lambda value: value.sum().reshape(1, 1),
}  # fmt: skip
BETWEEN: dict[str, Any] = {"+": np.add, "-": np.subtract, "/": np.divide, "⊙": np.multiply}
