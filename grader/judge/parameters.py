"""Looks at the parameters that a training gave before anything is computed with them: type, shape, size, finite."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from grader.judge.comparison import as_array, describe_not_finite, describe_type
from grader.judge.declaration import Result, Training
from grader.judge.problems import Problem
from grader.judge.sizes import describe, describe_values
from grader.sandbox import Value

LARGEST = 1e6


def find_fault(training: Training, values: Mapping[str, Value]) -> Problem | None:
    """What is wrong with the first parameter that is not as asked; None if the network can be run with them."""
    sizes = {name: low for name, (low, high) in training.sizes.items() if low == high}
    results = training.function.results
    arrays = {result.name: as_array(values[result.name]) for result in results}
    for result in results:
        array = arrays[result.name]
        if array is None:
            return Problem("IFE", describe_type(result.name, values[result.name]))
        _read_sizes(training, result, array.shape, sizes)
    for result in results:
        array = arrays[result.name]
        reason = "" if array is None else _find_reason(training, result, array, sizes)
        if reason:
            return Problem("WA", reason)
    return None


def _read_sizes(training: Training, result: Result, shape: tuple[int, ...], sizes: dict[str, int]) -> None:
    """What students have chosen, read off the first axis that is just that size."""
    for size, length in zip(result.shape, shape, strict=False):
        if size.text in training.sizes and len(shape) == len(result.shape):
            sizes.setdefault(size.text, length)


def _find_reason(training: Training, result: Result, array: npt.NDArray[np.generic], sizes: Mapping[str, int]) -> str:
    name, asked = result.name, describe(result.shape)
    known = all(each in sizes for size in result.shape for each in size.names)
    expected = tuple(size.value(sizes) for size in result.shape) if known else None
    if array.shape != expected:
        where = ", ".join(
            f"{each} = {sizes[each]}" for size in result.shape for each in sorted(size.names & set(sizes))
        )
        here = f", with {where}" if where else ""
        return f"`{name}` has the shape {describe_values(array.shape)}; {asked} is asked{here}."
    for each, (low, high) in training.sizes.items():
        if any(each in size.names for size in result.shape) and not low <= sizes[each] <= high:
            return f"You have chosen {each} = {sizes[each]}; {low} to {high} is allowed."
    if array.dtype.kind == "c":
        return f"`{name}` holds complex numbers ({array.dtype}); real numbers are asked."
    values = np.asarray(array, dtype=np.float64)
    if not np.isfinite(values).all():
        return f"{describe_not_finite(values, name)} Did the steps become too large?"
    if values.size and np.abs(values).max() > LARGEST:
        return f"`{name}` holds numbers above {LARGEST:g}. Did the steps become too large?"
    return ""
