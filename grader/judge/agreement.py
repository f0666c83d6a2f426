"""Holds a student's gradients against numerical gradients of the student's own forward pass."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from grader.judge.blocks import describe_parts
from grader.judge.declaration import Assignment, Result
from grader.judge.gradients import (
    POINTS_EACH,
    STEPS,
    Agreement,
    Array,
    Direction,
    Evaluation,
    Point,
    Slope,
    judge_gradient,
    read_slopes,
)
from grader.judge.judgements import Judgements, floor_of
from grader.judge.questions import ALONG, ORIGIN
from grader.judge.tried import Trial
from grader.judge.variations import name_gates

Measure = Callable[[Sequence[Direction], float], Sequence[Slope]]

_MOST_LISTED = 3


def agree(
    assignment: Assignment,
    trial: Trial,
    judgements: Judgements,
    wanted: Sequence[Result],
    *,
    directions: Sequence[Direction],
    measure: Measure,
) -> dict[str, Agreement]:
    """Compare along random directions: with large steps first, with small ones whatever those leave unclear."""
    agreements = {result.name: Agreement("unclear", float("nan"), flat=False) for result in wanted}
    for step in STEPS:
        unclear = [result for result in wanted if agreements[result.name].verdict == "unclear"]
        along = [each for each in directions if each.argument in {result.of for result in unclear}]
        if along:
            measured = list(zip(along, measure(along, step), strict=True))
            compare = partial(_compare, assignment, trial, judgements, measured)
            agreements |= {result.name: compare(result) for result in unclear}
    return agreements


def agree_together(
    assignment: Assignment,
    trial: Trial,
    judgements: Judgements,
    wanted: Sequence[Result],
    *,
    joint: Sequence[Point],
    evaluations: Sequence[Evaluation | None],
) -> Agreement:
    """Compare all gradients at once, along joint directions: the worst agreement of them."""
    found = []
    floor = max(floor_of(trial.drawn.case, each) for each in wanted)
    for number, vectors in enumerate(joint):
        own = evaluations[number * POINTS_EACH : (number + 1) * POINTS_EACH]
        slopes = read_slopes(own, ORIGIN, [ALONG], step=STEPS[0])
        projection = sum(float(np.vdot(_gradient(judgements, each), vectors[each.of])) for each in wanted)
        tolerance = max(_tolerance(assignment, judgements, each) for each in wanted)
        found.append(judge_gradient(np.array([projection]), [ALONG], slopes, tolerance=tolerance, floor=floor))
    return max(found, key=lambda agreement: (agreement.verdict != "agrees", agreement.error))


def locate(assignment: Assignment, trial: Trial, judgements: Judgements, result: Result) -> str:
    """Where a gradient differs from that of a right forward pass: in which gates, at which steps, in which entries."""
    gradient, right = _gradient(judgements, result), trial.truth.gradients[result.of]
    scale = max(float(np.max(np.abs(right), initial=0.0)), floor_of(trial.drawn.case, result))
    wrong = ~(np.abs(gradient - right) <= _tolerance(assignment, judgements, result) * scale)
    return describe_parts(wrong, result, gates=name_gates(assignment)) or describe_entries(wrong)


def describe_entries(wrong: npt.NDArray[np.bool_]) -> str:
    """Words for where a mask is set: in some rows or columns only, or in which entries; empty for all or none."""
    count = int(np.count_nonzero(wrong))
    if count == 0 or count == wrong.size:
        return ""
    if count <= _MOST_LISTED:
        indices = ["[" + ", ".join(str(int(part)) for part in index) + "]" for index in np.argwhere(wrong)]
        return f"only at {', '.join(indices)}"
    if wrong.ndim == 2:
        for axis, word in ((1, "row"), (0, "column")):
            lines = np.flatnonzero(wrong.any(axis=axis))
            if len(lines) * 2 <= wrong.shape[1 - axis]:
                plural = "s" if len(lines) > 1 else ""
                return f"only in {word}{plural} {', '.join(str(int(line)) for line in lines)}"
    return f"in {count} of {wrong.size} entries"


def _compare(
    assignment: Assignment,
    trial: Trial,
    judgements: Judgements,
    measured: Sequence[tuple[Direction, Slope]],
    result: Result,
) -> Agreement:
    own = [(direction, slope) for direction, slope in measured if direction.argument == result.of]
    return judge_gradient(
        _gradient(judgements, result),
        [direction for direction, _ in own],
        [slope for _, slope in own],
        tolerance=_tolerance(assignment, judgements, result),
        floor=floor_of(trial.drawn.case, result),
    )


def _gradient(judgements: Judgements, result: Result) -> Array:
    return np.asarray(judgements[result.name].value, dtype=np.float64)


def _tolerance(assignment: Assignment, judgements: Judgements, result: Result) -> float:
    """A gradient in float32 cannot be held to more than float32 gives."""
    value = judgements[result.name].value
    coarse = value is not None and value.dtype == np.float32
    tolerances = assignment.tolerances
    return max(tolerances.numerical, tolerances.float32) if coarse else tolerances.numerical
