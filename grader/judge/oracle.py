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
    torch_module = warm()
    given = {name: _as_tensor(torch_module, value) for name, value in drawn.arguments.items()}
    tensors = {argument.name: given[argument.name].requires_grad_() for argument in pair.forward.differentiable}
    forward = reference or load_forward(assignment, pair)
    results = _name_results(assignment, pair, drawn.sizes, forward(*given.values()))
    gradients = _differentiate(torch_module, tensors, results, drawn.upstream) if pair.backward else {}
    return Truth(values={name: tensor.detach().numpy() for name, tensor in results.items()}, gradients=gradients)


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


def _differentiate(
    torch_module: Any,
    tensors: "Mapping[str, torch.Tensor]",
    results: "Mapping[str, torch.Tensor]",
    upstream: Mapping[str, Array],
) -> dict[str, Array]:
    reached = [name for name, tensor in results.items() if tensor.requires_grad]
    if not reached:
        return {name: np.zeros(tuple(tensor.shape)) for name, tensor in tensors.items()}
    found = torch_module.autograd.grad(
        [results[name] for name in reached],
        list(tensors.values()),
        grad_outputs=[torch_module.from_numpy(upstream[name]) for name in reached],
        allow_unused=True,
    )
    return {
        name: np.zeros(tuple(tensor.shape)) if gradient is None else gradient.numpy()
        for (name, tensor), gradient in zip(tensors.items(), found, strict=True)
    }
