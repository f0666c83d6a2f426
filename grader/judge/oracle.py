"""The right answers: the reference's torch forward pass in float64, and its autograd as the oracle for gradients.

torch is imported on first use, not with this module: the web side imports the judge to show what an assignment asks,
and must not pay for torch. A worker calls ``warm`` at its start.
"""

import gc
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from grader.judge.declaration import Assignment, AssignmentError, Pair, Result
from grader.judge.folder_modules import load_forward
from grader.judge.inputs import Draw
from grader.judge.sizes import shape_values

if TYPE_CHECKING:
    import torch

Array = npt.NDArray[np.float64]
Key = tuple[str, str]  # a function and one of its results
Outputs = Mapping[Key, npt.NDArray[Any]]  # what functions returned, whoever wrote them


@dataclass(frozen=True)
class Truth:
    """The forward results by name, and the gradients by the forward argument they belong to."""

    values: Mapping[str, Array]
    gradients: Mapping[str, Array]

    def of(self, result: Result) -> Array:
        """The right value of a forward or a backward function's result."""
        return self.gradients[result.of] if result.kind == "gradient" else self.values[result.name]


@cache
def warm() -> Any:
    """Import torch, on one thread: a process that forks or shares two cores must not start a pool of them."""
    module = importlib.import_module("torch")
    module.set_num_threads(1)
    gc.collect()
    gc.freeze()  # torch's hundred thousand objects stay for good; looking through them again would cost 50 ms each time
    return module


def solve(assignment: Assignment, pair: Pair, drawn: Draw, *, reference: Callable[..., Any] | None = None) -> Truth:
    """Forward results and the gradients of ``sum(upstream * result)``; raises AssignmentError for a bad reference.

    ``reference``: a variation of the assignment's own, to be differentiated in its place.
    """
    return solve_all(assignment, pair, [drawn], reference=reference)[0]


def solve_all(
    assignment: Assignment, pair: Pair, draws: Sequence[Draw], *, reference: Callable[..., Any] | None = None
) -> list[Truth]:
    """The same for several cases at once, whose gradients are found in one go: each by itself costs twice as much."""
    torch_module = warm()
    forward = reference or load_forward(assignment, pair)
    posed = []
    for drawn in draws:
        given = {name: _as_tensor(torch_module, value) for name, value in drawn.arguments.items()}
        tensors = {argument.name: given[argument.name].requires_grad_() for argument in pair.forward.differentiable}
        results = _name_results(assignment, pair, drawn.sizes, forward(*given.values()))
        posed.append(_Posed(tensors, results, drawn.upstream))
    gradients = _differentiate(torch_module, posed) if pair.backward else [{} for _ in posed]
    return [
        Truth(values={name: tensor.detach().numpy() for name, tensor in each.results.items()}, gradients=found)
        for each, found in zip(posed, gradients, strict=True)
    ]


def solve_forward(
    assignment: Assignment,
    pair: Pair,
    arguments: Mapping[str, Any],
    sizes: Mapping[str, int],
    *,
    reference: Callable[..., Any] | None = None,
) -> dict[str, Array]:
    """Forward results alone, by name; raises AssignmentError for a bad reference."""
    torch_module = warm()
    forward = reference or load_forward(assignment, pair)
    with torch_module.no_grad():
        tensors = [_as_tensor(torch_module, value) for value in arguments.values()]
        results = _name_results(assignment, pair, sizes, forward(*tensors))
    return {name: tensor.numpy() for name, tensor in results.items()}


def _as_tensor(torch_module: Any, value: Any) -> Any:
    """A tensor of its own for an array, float64 if it holds real numbers; any other value as it is."""
    return torch_module.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value


def _name_results(
    assignment: Assignment, pair: Pair, sizes: Mapping[str, int], returned: Any
) -> "dict[str, torch.Tensor]":
    asked = pair.forward.judged
    tensors: Sequence[Any] = returned if isinstance(returned, tuple) else (returned,)
    file = assignment.folder / "reference.py"
    if len(tensors) != len(asked):
        names = ", ".join(result.name for result in asked)
        raise AssignmentError(file, f"{pair.forward.name} must return {names}; it returned {len(tensors)} values")
    for result, tensor in zip(asked, tensors, strict=True):
        expected = shape_values(result.shape, sizes)
        if not hasattr(tensor, "dtype"):
            raise AssignmentError(
                file, f"{pair.forward.name}: {result.name} is no tensor but a {type(tensor).__name__}"
            )
        dtype = "torch.int64" if result.whole else "torch.float64"
        if tuple(tensor.shape) != expected or str(tensor.dtype) != dtype:
            found = f"{tuple(tensor.shape)} {tensor.dtype}"
            asked_for = f"{expected} {dtype} is declared"
            raise AssignmentError(file, f"{pair.forward.name}: {result.name} is {found}, {asked_for}")
    return {result.name: tensor.double() for result, tensor in zip(asked, tensors, strict=True)}


@dataclass(frozen=True)
class _Posed:
    """A case to be differentiated: by which tensors, which results, and the gradients that arrive at them."""

    tensors: "Mapping[str, torch.Tensor]"
    results: "Mapping[str, torch.Tensor]"
    upstream: Mapping[str, Array]


def _differentiate(torch_module: Any, posed: Sequence[_Posed]) -> list[dict[str, Array]]:
    """The gradients of every case; the cases have nothing in common, so that together they are what each is alone."""
    reached = [
        (tensor, torch_module.from_numpy(each.upstream[name]))
        for each in posed
        for name, tensor in each.results.items()
        if tensor.requires_grad
    ]
    places = [tensor for each in posed for tensor in each.tensors.values()]
    found = [None] * len(places)
    if reached:
        results, upstream = zip(*reached, strict=True)
        found = torch_module.autograd.grad(results, places, grad_outputs=upstream, allow_unused=True)
    remaining = iter(found)
    return [{name: _as_gradient(tensor, next(remaining)) for name, tensor in each.tensors.items()} for each in posed]


def _as_gradient(tensor: "torch.Tensor", gradient: "torch.Tensor | None") -> Array:
    """Zero where nothing depends on the tensor."""
    return np.zeros(tuple(tensor.shape)) if gradient is None else gradient.numpy()
