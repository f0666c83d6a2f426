"""Reads what a crowd of calls gave: the scalar at every measured point, and which of the graded points are wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.judge.answers import Answer
from grader.judge.comparison import as_array, compare, is_vector_with_extra_axis
from grader.judge.declaration import Assignment, Function
from grader.judge.gradients import Evaluation
from grader.judge.inputs import Array, Draw
from grader.judge.questions import Crowd


@dataclass(frozen=True)
class Reading:
    """The function at the points measured, in order; ``strays``: results that were wrong at a graded point, by error.

    A result that came back in another form than is asked, or not finite, has no error.
    """

    evaluations: Sequence[Evaluation | None]
    strays: Mapping[str, float | None] = field(default_factory=dict)


def read_crowd(
    assignment: Assignment, forward: Function, crowd: Crowd, drawn: Draw, answers: Sequence[Answer]
) -> Reading:
    """Read the answers to a crowd, in its order."""
    evaluations = _project_all(forward, answers[: crowd.count], drawn)
    strays: dict[str, float | None] = {}
    for place, expected in crowd.expected.items():
        values = answers[place].values
        for result in forward.judged if values else ():
            compared = compare(
                values[result.name],
                expected[result.name],
                name=result.name,
                shape=result.shape,
                tolerances=assignment.tolerances,
                lenient_vector=True,
                whole=result.whole,
            )
            if not compared.right:
                strays[result.name] = compared.error
    return Reading(evaluations, strays)


def _project_all(forward: Function, answers: Sequence[Answer], drawn: Draw) -> list[Evaluation | None]:
    """``sum(upstream * result)`` over all results: the scalar whose gradient backward is asked for."""
    values, magnitudes = np.zeros(len(answers)), np.zeros(len(answers))
    for result in forward.judged:
        upstream = drawn.upstream[result.name]
        stack = _stack([answer.values.get(result.name) for answer in answers], upstream)
        if stack is None:
            return [_project(forward, answer, drawn) for answer in answers]
        terms = (stack * upstream).reshape(len(answers), -1)
        values += terms.sum(axis=1)
        magnitudes += np.abs(terms).sum(axis=1)
    return [Evaluation(*both) for both in zip(values.tolist(), magnitudes.tolist(), strict=True)]


def _stack(values: Sequence[object], like: Array) -> Array | None:
    """All values as one array, if every one is just what is asked."""
    if not values or any(
        type(value) is not np.ndarray or value.dtype != np.float64 or value.shape != like.shape for value in values
    ):
        return None
    return np.array(values)


def _project(forward: Function, answer: Answer, drawn: Draw) -> Evaluation | None:
    value, magnitude = 0.0, 0.0
    for result in forward.judged:
        array = as_array(answer.values.get(result.name))
        upstream = drawn.upstream[result.name]
        if array is None or array.dtype.kind == "c":
            return None
        if array.shape != upstream.shape:
            if not is_vector_with_extra_axis(array.shape, upstream.shape, result.shape):
                return None
            array = array.reshape(upstream.shape)
        terms = upstream * array
        value += float(np.sum(terms))
        coarse = np.finfo(array.dtype).eps / np.finfo(np.float64).eps if array.dtype.kind == "f" else 1.0
        magnitude += float(np.sum(np.abs(terms))) * float(coarse)
    return Evaluation(value, magnitude)
