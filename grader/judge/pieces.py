"""Sequences in pieces: a function that carries a state from call to call gives what it gives for all at once.

What an argument is declared to carry, ``state = { carried = "next_state" }``, is None at the beginning of a sequence,
or drawn where it has a shape; in each later piece it is what the call before gave as that result. Between two pieces of
a sequence a piece of another one is asked for, so that nothing is remembered but in what is carried.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.judge.comparison import as_declared
from grader.judge.declaration import Assignment, Case, Function, Pair, Result
from grader.judge.inputs import Cut, Draw, draw, stream
from grader.judge.problems import Problem
from grader.judge.sizes import Shape, shape_values

PIECES = "pieces"
TITLE = "Piece by piece"

Values = Mapping[str, Any]
Call = Callable[[Sequence[Any]], Values]


class PieceFailedError(Exception):
    """A piece gave no values."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def draw_in_pieces(assignment: Assignment, pair: Pair, *, seed: int) -> Draw:
    """A sequence cut into four pieces, one of them of a single step in their midst; and another, cut alike."""
    rng = stream(seed, f"{pair.forward.name}/{PIECES}/cuts")
    lengths = [int(rng.integers(2, 3, endpoint=True)), 1, *rng.integers(1, 3, size=2, endpoint=True).tolist()]
    case = Case(PIECES, TITLE, sizes={assignment.time: sum(lengths)})
    drawn = draw(assignment, pair, case=case, seed=seed)
    other = draw(assignment, pair, case=case, seed=seed, variant="another")
    cuts = [_cut(pair.forward, each.arguments, lengths, time=assignment.time) for each in (drawn, other)]
    return replace(drawn, cut=Cut(assignment.time, tuple(lengths), *cuts))


def feed(function: Function, cut: Cut, call: Call) -> list[Values]:
    """What a function gives for one piece after the other; raises what ``call`` raises."""
    found = []
    carried: Values = {}
    beside: Values = {}
    for own, other in zip(cut.own, cut.other, strict=True):
        values = call(list_piece(function, own, carried))
        found.append(values)
        carried = pick_carried(function, values)
        beside = pick_carried(function, call(list_piece(function, other, beside)))
    return found


def list_piece(function: Function, piece: Values, carried: Values) -> list[Any]:
    """The arguments of a piece, after the call before gave these to be carried."""
    given = {**piece, **carried}
    return [given[argument.name] for argument in function.arguments]


def pick_carried(function: Function, values: Values) -> dict[str, Any]:
    return {argument.name: values[argument.carried] for argument in function.carrying}


def join(function: Function, drawn: Draw, found: Sequence[Values]) -> dict[str, Any]:
    """The results of all pieces as those of one call; raises PieceFailedError where a shape is not the asked one."""
    cut = drawn.cut
    if cut is None:
        raise ValueError("this was not drawn in pieces")
    return {
        result.name: _join_one(result, drawn, cut, [values[result.name] for values in found])
        for result in function.judged
    }


def find_time(shape: Shape, time: str) -> int | None:
    """The axis that is the time, no more and no less."""
    return next((axis for axis, size in enumerate(shape) if size.text == time), None)


def cut_argument(argument_shape: Shape, value: Any, *, time: str, part: slice) -> Any:
    """The part of an argument along the time; the whole of one that has no such axis."""
    axis = find_time(argument_shape, time)
    return value if axis is None else value[(slice(None),) * axis + (part,)]


def _cut(function: Function, arguments: Values, lengths: Sequence[int], *, time: str) -> tuple[Values, ...]:
    ends = np.cumsum(lengths).tolist()
    parts = [slice(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    shapes = {argument.name: argument.shape for argument in function.drawn}
    return tuple(
        {name: cut_argument(shapes[name], value, time=time, part=part) for name, value in arguments.items()}
        for part in parts
    )


def _join_one(result: Result, drawn: Draw, cut: Cut, parts: Sequence[Any]) -> Any:
    axis = find_time(result.shape, cut.time)
    if axis is None:
        return parts[-1]
    arrays = []
    for number, (part, length) in enumerate(zip(parts, cut.lengths, strict=True)):
        asked = shape_values(result.shape, {**drawn.sizes, cut.time: length})
        array = as_declared(part, asked, result.shape)
        if array is None or array.shape != asked:
            reason = (
                f"`{result.name}` does not have the asked shape in piece {number + 1}, of {describe_steps(length)}."
            )
            raise PieceFailedError(Problem("WA", reason))
        arrays.append(array)
    return np.concatenate(arrays, axis=axis)


def describe_steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"
