"""Decides whether a returned value is right: type, shape, dtype, finite, and only then ``not (error <= tolerance)``.

The error of ``a`` against ``b``, both with ``n`` entries, is

    ||a - b|| / max(||a||, ||b||, floor * sqrt(n))        (Euclidean norms)

It is 0 for equal values, at most 2, symmetric, and does not depend on the scale of the numbers as long as they are
larger than the floor: below it (rounding left over where the right answer is zero) differences count absolutely.
"""

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from grader.judge.acceptance import Tolerances
from grader.judge.sizes import Shape, describe, describe_values
from grader.judge.wording import write_error
from grader.sandbox import Handle

FLOOR = 1e-3
# Squared norms between these bounds are exact enough: nothing over- or underflowed on the way that matters.
_SMALLEST_SQUARE, _LARGEST_SQUARE = 1e-200, 1e200

_SINGLE, _DOUBLE = np.dtype(np.float32), np.dtype(np.float64)
_AS_SINGLE = struct.Struct("<f")
_LARGEST_SINGLE = 3e38  # a larger one cannot be packed into a float32

_ENOUGH = 4  # so many numbers are not by chance just those that float32 can hold

_NUMBERS = (bool, int, float, complex)
_KNOWN_KINDS = frozenset(
    [
        *("matrix", "MaskedArray", "recarray", "memmap", "Tensor", "Parameter", "longdouble", "Fraction", "Decimal"),
        *("generator", "map", "filter", "zip", "range", "set", "frozenset", "dict_keys", "dict_values"),
        *("function", "method", "builtin_function_or_method", "type", "object", "bytes", "bytearray"),
    ]
)
_NUMERIC_KINDS = frozenset("biufc")

Fault = Literal["type", "shape", "dtype", "finite", "values"]


@dataclass(frozen=True)
class Comparison:
    """What came out: ``fault`` is None for a right value; ``reason`` is the sentence for the student."""

    fault: Fault | None
    reason: str
    tolerance: float
    error: float | None = None
    note: str = ""

    @property
    def right(self) -> bool:
        return self.fault is None


def relative_error(actual: npt.NDArray[Any], expected: npt.NDArray[Any], *, floor: float = FLOOR) -> float:
    """The error defined at the top of this module, for two arrays of the same shape; NaN if either is not finite."""
    if actual.size == 0:
        return 0.0
    if actual.dtype == _DOUBLE == expected.dtype:
        first, second = actual.ravel(), expected.ravel()
        with np.errstate(over="ignore"):
            one, other = float(first.dot(first)), float(second.dot(second))
        if _SMALLEST_SQUARE < one < _LARGEST_SQUARE and _SMALLEST_SQUARE < other < _LARGEST_SQUARE:  # not so for a NaN
            difference = first - second
            scale = max(math.sqrt(max(one, other)), floor * math.sqrt(first.size))
            return math.sqrt(float(difference.dot(difference))) / scale
    return _careful_error(actual, expected, floor=floor)


def _careful_error(actual: npt.NDArray[Any], expected: npt.NDArray[Any], *, floor: float) -> float:
    """The same for numbers so large or so small that their squares do not fit into a float, and for other types."""
    first, second = np.asarray(actual, dtype=np.float64).ravel(), np.asarray(expected, dtype=np.float64).ravel()
    peaks = float(np.abs(first).max()), float(np.abs(second).max())
    if not (peaks[0] < np.inf and peaks[1] < np.inf):  # a NaN is not smaller than anything
        return float("nan")
    # Dividing by the largest entry first keeps the squares of huge and tiny numbers inside the range of a float.
    largest = max(*peaks, floor)
    first, second = first / largest, second / largest
    scale = max(_norm(first), _norm(second), floor / largest * first.size**0.5)
    return float(_norm(first - second) / scale)


def compare(
    actual: object,
    expected: npt.NDArray[np.float64],
    *,
    name: str,
    shape: Shape,
    tolerances: Tolerances,
    floor: float = FLOOR,
    lenient_vector: bool = False,
    whole: bool = False,
) -> Comparison:
    """Compare what a student returned for ``name`` with what is right.

    ``lenient_vector``: a vector with an extra axis of length 1 is compared by its values and only noted. ``whole``:
    whole numbers are asked, so what is told of wrong ones is how many they are, and not how far off.
    """
    values = as_array(actual)
    if values is None:
        return Comparison("type", describe_type(name, actual), tolerances.float64)
    tolerance = tolerances.float32 if is_single(values) else tolerances.float64
    if values.dtype == _DOUBLE and values.shape == expected.shape:  # nearly always
        error = relative_error(values, expected, floor=floor)
        if error <= tolerance:
            return Comparison(None, f"`{name}` is right.", tolerance, error)
    fault = _shape_fault(values, expected, name=name, shape=shape, lenient=lenient_vector)
    if fault:
        return Comparison("shape", fault, tolerance)
    fault = _dtype_fault(values, name)
    if fault:
        return Comparison("dtype", fault, tolerance)
    error = relative_error(values.reshape(expected.shape), expected, floor=floor)
    if error != error and not np.isfinite(values).all():
        return Comparison("finite", describe_not_finite(values, name), tolerance)
    if not (error <= tolerance):  # written this way round so that a NaN can never pass
        count = int(np.count_nonzero(values.reshape(expected.shape) != expected))
        reason = f"`{name}` is wrong in {count} of {values.size} places." if whole else ""
        return Comparison("values", reason or _describe_error(values, name, error, tolerance), tolerance, error)
    note = _describe_leniency(values, expected, name, shape, tolerance)
    return Comparison(None, f"`{name}` is right.", tolerance, error, note)


def as_array(value: object) -> npt.NDArray[Any] | None:
    """The value as an array if it is exactly an array, a numpy scalar or a Python number; None for anything else."""
    if type(value) is np.ndarray:
        return value if value.dtype.kind in _NUMERIC_KINDS else None
    if type(value) not in _NUMBERS and not isinstance(value, np.generic):
        return None
    array = np.asarray(value)
    return array if array.dtype.kind in _NUMERIC_KINDS else None


def is_single(values: npt.NDArray[Any]) -> bool:
    """Whether numbers are no finer than float32, also where they come as float64: a few alone may be so by chance."""
    if values.dtype == _SINGLE:
        return True
    if values.dtype != _DOUBLE or _is_finer(values) or np.count_nonzero(values) < _ENOUGH:
        return False
    with np.errstate(over="ignore"):
        return bool(np.array_equal(values, values.astype(np.float32)))


def _is_finer(values: npt.NDArray[np.float64]) -> bool:
    """Whether the first number alone tells that these are finer than float32: nearly always, and at no cost."""
    first: float = values.item(0) if values.size else 0.0
    return abs(first) < _LARGEST_SINGLE and _AS_SINGLE.unpack(_AS_SINGLE.pack(first))[0] != first


def tolerance_for(dtype: np.dtype[Any], tolerances: Tolerances) -> float:
    return tolerances.float32 if dtype == np.float32 else tolerances.float64


def as_declared(value: object, expected: Sequence[int], shape: Shape) -> npt.NDArray[Any] | None:
    """``as_array``, and a vector without an axis too many; ``expected`` is what ``shape`` comes to this time."""
    array = as_array(value)
    extra = array is not None and is_vector_with_extra_axis(array.shape, expected, shape)
    return array.reshape(tuple(expected)) if array is not None and extra else array


def is_vector_with_extra_axis(actual: Sequence[int], expected: Sequence[int], shape: Shape) -> bool:
    """Whether ``actual`` is (1, H) or (H, 1) where (H,) is asked, or (H,) where (H, 1) or (1, H) is asked.

    So is a single number in an array of its own. Judged by the declared symbols: a size that merely happens to be 1
    this time does not make a vector.
    """
    if not expected:
        return len(actual) in {1, 2} and set(actual) == {1}
    named = [position for position, size in enumerate(shape) if size.names]
    if len(named) != 1 or tuple(actual) == tuple(expected) or len(actual) > 2:
        return False
    length = expected[named[0]]
    return sorted(actual) in ([length], sorted([1, length])) and sorted(expected) in ([length], sorted([1, length]))


def describe_not_finite(values: npt.NDArray[Any], name: str) -> str:
    kinds = [word for word, found in (("NaN", np.isnan(values)), ("infinity", np.isinf(values))) if found.any()]
    count = int(np.count_nonzero(~np.isfinite(values)))
    return (
        f"`{name}` holds {' and '.join(kinds)} in {count} of {values.size} entries. "
        "Look for an overflow (an exponential of a large number) or a division by zero."
    )


def _norm(values: npt.NDArray[np.float64]) -> float:
    return float(values.dot(values) ** 0.5)


def describe_type(name: str, actual: object) -> str:
    if actual is None:
        return f"`{name}` is None; an array is asked. Was it never set?"
    if isinstance(actual, Handle):
        return f"`{name}` is {_describe_handle(actual)}; a plain numpy array of real numbers is asked."
    return f"`{name}` is a {type(actual).__name__}; a plain numpy array is asked."


def _describe_handle(value: Handle) -> str:
    """What stayed in the runner: a program can call its classes what it likes, so only names we know are repeated."""
    if value.type_name == "ndarray":
        return "an array whose dtype is no kind of number"
    return f"a `{value.type_name}`" if value.type_name in _KNOWN_KINDS else "an object of another kind"


def _shape_fault(
    values: npt.NDArray[Any], expected: npt.NDArray[np.float64], *, name: str, shape: Shape, lenient: bool
) -> str:
    if values.shape == expected.shape:
        return ""
    if lenient and is_vector_with_extra_axis(values.shape, expected.shape, shape):
        return ""
    asked = describe(shape)
    here = "" if asked == describe_values(expected.shape) else f", here {describe_values(expected.shape)}"
    return f"`{name}` has the shape {describe_values(values.shape)}; {asked} is asked{here}."


def _dtype_fault(values: npt.NDArray[Any], name: str) -> str:
    if values.dtype.kind == "c":
        return f"`{name}` holds complex numbers ({values.dtype}); real numbers are asked."
    if values.dtype == np.float16:
        return f"`{name}` is in half precision (float16), which is too coarse to judge; use float64."
    return ""


def _describe_error(values: npt.NDArray[Any], name: str, error: float, tolerance: float) -> str:
    sentence = f"`{name}` is off: relative error {write_error(error)}, at most {write_error(tolerance)} is allowed"
    if values.dtype.kind in "biu":
        return f"{sentence}. It holds whole numbers ({values.dtype}): is something cut down to integers?"
    return f"{sentence} for {values.dtype}." if values.dtype == np.float32 else f"{sentence}."


def _describe_leniency(
    values: npt.NDArray[Any], expected: npt.NDArray[np.float64], name: str, shape: Shape, tolerance: float
) -> str:
    notes = []
    if values.shape != expected.shape:
        asked = describe(shape)
        notes.append(
            f"`{name}` has the shape {describe_values(values.shape)} where {asked} is asked; its values count."
        )
    if values.dtype == np.float32:
        notes.append(f"`{name}` is in float32, so it was compared to {write_error(tolerance)}; float64 is more exact.")
    return " ".join(notes)
