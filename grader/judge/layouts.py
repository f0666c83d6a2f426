"""Recognises a forward pass that fails because it expects arrays laid out in another way, and is right in that one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from grader.judge.calls import list_arguments
from grader.judge.comparison import relative_error
from grader.judge.declaration import Argument, Assignment, Pair, Result
from grader.judge.inputs import Array, Draw
from grader.judge.report import Diagnosis
from grader.judge.sizes import describe
from grader.judge.trials import Examination
from grader.judge.tried import Trial
from grader.sandbox import ImportFailed

_TRANSPOSED = "transposed_weights"
_TIME_MAJOR = "time_major"


@dataclass(frozen=True)
class _Layout:
    """``applies``: which arrays are laid out differently; ``turn`` turns one, and turns it back."""

    diagnosis: Diagnosis
    applies: Callable[[Argument | Result], bool]
    turn: Callable[[Array], Array]


def find_layout(examination: Examination, pair: Pair, trial: Trial) -> Diagnosis | None:
    """The layout in which a forward pass that raised an error is right; None if there is none. One call for each."""
    problem = trial.answers[pair.forward.name].problem
    if problem is None or problem.verdict != "RTE":
        return None
    for layout in _list_layouts(examination.assignment, pair):
        turned = {
            each.name: np.ascontiguousarray(layout.turn(trial.drawn.arguments[each.name]))
            for each in pair.forward.differentiable
            if layout.applies(each)
        }
        if turned and _is_right(examination, pair, trial, layout, turned):
            return layout.diagnosis
    return None


def _is_right(examination: Examination, pair: Pair, trial: Trial, layout: _Layout, turned: Mapping[str, Array]) -> bool:
    drawn: Draw = replace(trial.drawn, arguments={**trial.drawn.arguments, **turned})
    with examination.open(f"{pair.forward.name}/{layout.diagnosis.mistake}") as session:
        if isinstance(session.outcome, ImportFailed):
            return False
        (answer,) = examination.call_many(session, pair.forward, [list_arguments(pair.forward, drawn, {})])
    if answer.problem is not None:
        return False
    tolerance = examination.assignment.tolerances.float64
    for result in pair.forward.judged:
        expected = trial.truth.of(result)
        expected = layout.turn(expected) if layout.applies(result) else expected
        value = answer.values[result.name]
        if not isinstance(value, np.ndarray) or value.shape != expected.shape or value.dtype.kind not in "biuf":
            return False
        if not relative_error(value, expected) <= tolerance:
            return False
    return True


def _list_layouts(assignment: Assignment, pair: Pair) -> list[_Layout]:
    weights = [each for each in pair.forward.differentiable if _is_weight(assignment, each)]
    shapes = ", ".join(f"`{each.name}` {describe(each.shape)}" for each in weights)
    transposed = Diagnosis(
        _TRANSPOSED,
        "The weights are taken the other way round.",
        "With every weight matrix transposed your forward pass is right: a convention of its own. Here they come as "
        f"{shapes}: multiply by the transpose, and return their gradients in these shapes.",
    )
    time_major = Diagnosis(
        _TIME_MAJOR,
        "Time is taken as the first axis.",
        "With time before the batch your forward pass is right: a convention of its own. Here the batch comes first, "
        "so step t is `[:, t]`.",
    )
    return [
        _Layout(transposed, lambda each: _is_weight(assignment, each), np.transpose),
        _Layout(time_major, lambda each: _is_timed(assignment, each), lambda array: np.swapaxes(array, 0, 1)),
    ]


def _is_weight(assignment: Assignment, each: Argument | Result) -> bool:
    timed = any(size.is_time or assignment.batch in size.names for size in each.shape)
    return isinstance(each, Argument) and len(each.shape) == 2 and not timed


def _is_timed(assignment: Assignment, each: Argument | Result) -> bool:
    shape = each.shape
    return len(shape) > 1 and assignment.batch in shape[0].names and shape[1].is_time
