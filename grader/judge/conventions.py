"""Wrong values that need no file to be recognised: another result's value, a transpose, a sign, an average, zeros."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.blocks import find_gates
from grader.judge.comparison import FLOOR, relative_error
from grader.judge.declaration import Result
from grader.judge.report import Diagnosis

_SAME = 1e-8
_SAME_IN_FLOAT32 = 1e-5


def is_same(value: npt.NDArray[Any], other: npt.NDArray[Any], *, floor: float = FLOOR) -> bool:
    """Whether two arrays agree far more closely than two different computations; NaN or infinity in the same places."""
    if value.shape != other.shape or value.dtype.kind not in "biuf" or other.dtype.kind not in "biuf":
        return False
    finite = np.isfinite(value)
    if not np.array_equal(finite, np.isfinite(other)):
        return False
    closeness = _SAME_IN_FLOAT32 if value.dtype == np.float32 else _SAME
    return relative_error(value[finite], other[finite], floor=floor) <= closeness


def recognise_blocks(
    result: Result, value: npt.NDArray[Any], right: npt.NDArray[np.float64], *, gates: Mapping[int, tuple[str, ...]]
) -> Diagnosis | None:
    """Some gates' blocks that hold the right values of other gates' blocks."""
    parting = find_gates(result.shape)
    if parting is None or value.shape != right.shape:
        return None
    mine, theirs = (np.split(each, parting.count, axis=parting.axis) for each in (value, right))
    called = gates.get(parting.count) or tuple(f"number {number + 1}" for number in range(parting.count))
    moved = {}
    for place, block in enumerate(mine):
        if not is_same(block, theirs[place]):
            found = [other for other, truth in enumerate(theirs) if is_same(block, truth)]
            if not found:
                return None
            moved[place] = found[0]
    if not moved:
        return None
    says = ", ".join(f"gate {called[place]}'s place holds gate {called[other]}'s" for place, other in moved.items())
    title = f"In {result.name}, {says}."
    return Diagnosis("blocks_of_other_gates", title, f"The order of the blocks is {', '.join(called)}.")


def cut_off(name: str, of: str) -> Diagnosis:
    """A gradient that torch was to find, and that is zero: nobody forgot to fill it."""
    hint = f"Something in your forward pass cuts `{of}` off from it: `.detach()`, `.data`, `.numpy()`, or a new tensor."
    return Diagnosis("cut_off_from_autograd", f"No gradient arrives at {of}: {name} is zero.", hint)


def recognise(
    name: str,
    value: npt.NDArray[Any],
    truths: Mapping[str, npt.NDArray[np.float64]],
    *,
    batch: int,
    floor: float = FLOOR,
) -> Diagnosis | None:
    """Explain a wrong value of ``name`` by the right values of all results of its function, by name."""
    right = truths[name]
    if right.ndim and right.size > 1 and value.size == 1 and is_same(value.reshape(()), np.asarray(right.sum())):
        hint = f"A sum without `axis` adds up everything; `{name}` is asked for each entry: sum over the batch's axis."
        return Diagnosis("summed_over_everything", f"{name} is summed over everything.", hint)
    is_line = max(value.shape, default=0) == value.size and max(right.shape, default=0) == right.size
    if is_line and value.size == batch > 1 and right.size not in {1, batch}:
        hint = f"There is one for each example. Sum `{name}` over the examples, so that one for each unit is left."
        return Diagnosis("summed_over_the_wrong_axis", f"{name} is summed over the wrong axis.", hint)
    if right.size == 0 or float(np.max(np.abs(right))) <= floor:
        return None
    for other, truth in truths.items():
        if other != name and is_same(value, truth, floor=floor):
            hint = f"What stands at the place of `{name}` is the right value of `{other}`. Check the order."
            return Diagnosis("results_in_another_order", "Results are in another order.", hint)
    if right.ndim == 2 and is_same(value, right.T, floor=floor):
        return Diagnosis(
            "transposed", f"{name} is transposed.", f"Its rows and columns are exchanged: return `{name}.T`."
        )
    if right.ndim == 3 and is_same(value, right.swapaxes(0, 1), floor=floor):
        hint = f"In `{name}` time comes before the batch, a convention of its own; here the batch comes first."
        return Diagnosis("time_before_batch", f"{name} has time and batch exchanged.", hint)
    if is_same(value, -right, floor=floor):
        hint = f"Every entry of `{name}` has the wrong sign and the right size. Look for a minus too many or too few."
        return Diagnosis("wrong_sign", f"{name} has the wrong sign.", hint)
    if batch > 1 and is_same(value, right / batch, floor=floor):
        hint = f"`{name}` is right divided by the batch size. Sum over the batch instead of averaging."
        return Diagnosis("averaged_over_batch", f"{name} is averaged over the batch.", hint)
    if value.shape == right.shape and not value.any():
        hint = f"`{name}` is zero everywhere. Is it prepared with zeros and then never filled?"
        return Diagnosis("left_at_zero", f"{name} is left at zero.", hint)
    return None
