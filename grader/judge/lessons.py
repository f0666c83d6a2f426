"""The examples of a training, and what parameters are worth on some: the author's ``training.py``, run in the judge."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.declaration import Argument, Assignment, AssignmentError, Training
from grader.judge.folder_modules import load_lesson, load_reference
from grader.judge.inputs import stream
from grader.judge.oracle import warm
from grader.judge.trainings import FILE
from grader.sandbox import Value

Examples = Mapping[str, npt.NDArray[Any]]


def draw_examples(assignment: Assignment, training: Training, *, seed: int, hidden: bool) -> Examples:
    """The examples that students are given, or the hidden ones: of one world, each from a stream of its own.

    Raises AssignmentError if the author's function fails, or gives anything but arrays.
    """
    name = training.function.name
    rng = stream(seed, f"{name}/training/{'hidden' if hidden else 'given'}")
    world = stream(seed, f"{name}/training/world")
    count = training.hidden if hidden else training.examples
    examples = _run(assignment, training, "data", rng, world, count)
    if not isinstance(examples, dict) or not all(isinstance(value, np.ndarray) for value in examples.values()):
        raise _fail(assignment, training, "data", "must return a dict of arrays")
    for argument in training.function.arguments:
        if argument.drawing not in {"size", "value"} and argument.name not in examples:
            raise _fail(assignment, training, "data", f"gives no {argument.name}, which is an argument")
    return examples


def list_given(training: Training, examples: Examples) -> list[Value]:
    """What the student's function is called with."""
    return [_find(training, argument, examples) for argument in training.function.arguments]


def score(
    assignment: Assignment, training: Training, examples: Examples, parameters: Mapping[str, npt.NDArray[Any]]
) -> float:
    """What the parameters are worth on these examples: a share from 0 to 1. Raises AssignmentError."""
    torch = warm()
    given = {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in examples.items()}
    learned = {name: torch.from_numpy(value.astype(np.float64)) for name, value in parameters.items()}
    with torch.no_grad():
        found = float(_run(assignment, training, "score", load_reference(assignment), given, learned))
    if not (math.isfinite(found) and 0 <= found <= 1):
        raise _fail(assignment, training, "score", f"must return a share from 0 to 1, not {found}")
    return found


def _run(assignment: Assignment, training: Training, part: str, *arguments: Any) -> Any:
    lesson = load_lesson(assignment, training, part)
    try:
        return lesson(*arguments)
    except Exception as error:
        raise _fail(assignment, training, part, f"failed: {type(error).__name__}: {error}") from error


def _fail(assignment: Assignment, training: Training, part: str, reason: str) -> AssignmentError:
    return AssignmentError(assignment.folder / FILE, f"{training.function.name}_{part} {reason}")


def _find(training: Training, argument: Argument, examples: Examples) -> Value:
    if argument.drawing == "value":
        return argument.value
    if argument.drawing == "size" and argument.size is not None:
        return argument.size.value({name: low for name, (low, _) in training.sizes.items()})
    return examples[argument.name]
