"""The parts of a result that can be wrong by themselves: every gate's block, every step in time."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grader.judge.declaration import Result
from grader.judge.sizes import Shape


@dataclass(frozen=True)
class Parting:
    """An axis that falls into parts: ``count`` blocks of a gate each, or as many steps as it is long (``count`` 0)."""

    axis: int
    count: int


def find_gates(shape: Shape) -> Parting | None:
    """The axis declared as a multiple of one size: ``4H`` has four blocks."""
    for axis, size in enumerate(shape):
        if len(size.terms) == 1:
            (names, factor), *_ = size.terms
            if len(names) == 1 and factor > 1:
                return Parting(axis, factor)
    return None


def find_steps(shape: Shape) -> Parting | None:
    for axis, size in enumerate(shape):
        if size.is_time:
            return Parting(axis, 0)
    return None


def label_atoms(result: Result, actual: tuple[int, ...]) -> npt.NDArray[np.intp]:
    """For every entry of the flattened result, the number of the part that it belongs to; 0 for all without parts."""
    parting = find_gates(result.shape) or find_steps(result.shape)
    if parting is None:
        return np.zeros(int(np.prod(actual)), dtype=np.intp)
    length = actual[parting.axis]
    width = length // parting.count if parting.count else 1
    along = np.arange(length) // max(width, 1)
    shape = [1] * len(actual)
    shape[parting.axis] = length
    return np.broadcast_to(along.reshape(shape), actual).ravel().astype(np.intp)


def describe_parts(
    wrong: npt.NDArray[np.bool_], result: Result, *, gates: Mapping[int, tuple[str, ...]] | None = None
) -> str:
    """Words for a mask that is set in some gates' blocks or at some steps only; empty if it is in all or has none."""
    for parting in (find_gates(result.shape), find_steps(result.shape)):
        if parting is None:
            continue
        others = tuple(axis for axis in range(wrong.ndim) if axis != parting.axis)
        along = np.asarray(wrong.any(axis=others))
        if not parting.count:
            return _describe_steps(along)
        blocks = [bool(block.any()) for block in np.split(along, parting.count)]
        called = (gates or {}).get(parting.count) or [str(number + 1) for number in range(parting.count)]
        named = [name for name, is_wrong in zip(called, blocks, strict=True) if is_wrong]
        if 0 < len(named) < parting.count:
            return f"only in the block{'s' if len(named) > 1 else ''} of gate{'s' if len(named) > 1 else ''} " + (
                " and ".join(named)
            )
    return ""


def _describe_steps(wrong: npt.NDArray[np.bool_]) -> str:
    """Gradients come from the last step to the first, so what is right late and wrong early went wrong on the way."""
    steps = np.flatnonzero(wrong)
    if not 0 < len(steps) < len(wrong):
        return ""
    if len(steps) == 1:
        return f"only at step {int(steps[0])} of {len(wrong)}, counted from 0"
    if steps[-1] - steps[0] == len(steps) - 1:
        return f"only at the steps {int(steps[0])} to {int(steps[-1])} of {len(wrong)}, counted from 0"
    return f"only at {len(steps)} of {len(wrong)} steps"
