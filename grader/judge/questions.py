"""Everything that is decided before a student's code is asked: inputs, right answers, and where slopes are measured.

Calls that measure slopes are never alone: decoys, other inputs of the same kind, go with them in random order, and some
of the measured points are compared with the reference as well. So a program cannot tell what is only probed from what
is graded, and one that answers differently near inputs it has seen is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.judge.declaration import GENERAL, Assignment, Pair
from grader.judge.folder_modules import load_forward
from grader.judge.gradients import POINTS_EACH, STEPS, Direction, Point, list_points, random_directions
from grader.judge.inputs import Array, Draw, draw, draw_arguments, stream
from grader.judge.oracle import Truth, solve_all, solve_forward

_DECOYS = 3
_DIRECTIONS = 2
_JOINT_DIRECTIONS = 2
# A joint direction is measured as the slope of a function of one number.
ORIGIN = {"t": np.zeros(1)}
ALONG = Direction("t", np.ones(1))
_MOVES = np.array([point["t"][0] for point in list_points(ORIGIN, [ALONG], step=STEPS[0])])


@dataclass(frozen=True)
class Asked:
    """One case: its inputs and what is right for them."""

    drawn: Draw
    truth: Truth


@dataclass(frozen=True)
class Crowd:
    """Points to call the forward function at, then decoys; ``expected``: what is right, for those that are graded."""

    points: Sequence[Point]
    count: int
    expected: Mapping[int, Mapping[str, Array]]


@dataclass(frozen=True)
class Questions:
    """What one pair is asked: the general case first, then the edges."""

    assignment: Assignment
    pair: Pair
    seed: int
    cases: Mapping[str, Asked]

    @property
    def general(self) -> Asked:
        return self.cases[GENERAL.name]

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """Directions of every single argument, for what does not agree with the reference."""
        return choose_directions(self.pair, self.general.drawn, seed=self.seed)

    @cached_property
    def joint(self) -> tuple[Point, ...]:
        """Directions in the space of all arguments together, for what already agrees with the reference."""
        if self.pair.backward is None:
            return ()
        drawn = self.general.drawn
        rng = stream(self.seed, f"{self.pair.forward.name}/joint directions")
        names = [argument.name for argument in self.pair.forward.differentiable]
        return choose_joint(drawn, names, rng, count=_JOINT_DIRECTIONS)

    @cached_property
    def joint_crowd(self) -> Crowd:
        """The points along the joint directions of the general case, among decoys."""
        return gather_along(self.assignment, self.pair, self.general.drawn, self.joint, seed=self.seed)

    def gather_full_crowd(self) -> Crowd:
        """The points along the directions of every single argument, among decoys."""
        general = self.general.drawn
        points = list_points(general.arguments, self.directions, step=STEPS[0])
        labels = label_points(self.directions)
        return gather_crowd(self.assignment, self.pair, general, points, labels=labels, seed=self.seed)


def prepare(assignment: Assignment, pair: Pair, *, seed: int) -> Questions:
    """Draw every case and solve it; the same seed, the same questions.

    What a right answer will be asked is made ready, too: there is time as long as its file loads.
    """
    draws = [draw(assignment, pair, case=case, seed=seed) for case in (GENERAL, *assignment.edges)]
    truths = solve_all(assignment, pair, draws)
    cases = {drawn.case.name: Asked(drawn, truth) for drawn, truth in zip(draws, truths, strict=True)}
    questions = Questions(assignment, pair, seed, cases)
    _ = questions.joint_crowd
    return questions


def choose_directions(pair: Pair, drawn: Draw, *, seed: int) -> tuple[Direction, ...]:
    """Random directions for every argument that backward gives a gradient of."""
    if pair.backward is None:
        return ()
    arguments = [result.of for result in pair.backward.judged]
    rng = stream(seed, f"{pair.forward.name}/{drawn.case.name}/directions")
    return tuple(random_directions(drawn.arguments, arguments, rng, each=_DIRECTIONS))


def choose_joint(drawn: Draw, names: Sequence[str], rng: np.random.Generator, *, count: int) -> tuple[Point, ...]:
    """Directions in the space of several arguments together, each a vector for every one of them."""
    one_each = [random_directions(drawn.arguments, names, rng, each=1) for _ in range(count)]
    return tuple({direction.argument: direction.vector for direction in each} for each in one_each)


def gather_along(assignment: Assignment, pair: Pair, drawn: Draw, joint: Sequence[Point], *, seed: int) -> Crowd:
    """The points along joint directions, ``POINTS_EACH`` for each, among decoys."""
    points = [point for vectors in joint for point in _move_along(drawn.arguments, vectors)]
    labels = [str(number) for number in range(len(joint)) for _ in _MOVES]
    return gather_crowd(assignment, pair, drawn, points, labels=labels, seed=seed)


def _move_along(start: Mapping[str, Any], vectors: Point) -> list[dict[str, Any]]:
    """All points along one direction, argument by argument: one by one, they cost as much as the calls at them."""
    stacks = {name: start[name] + _MOVES.reshape(-1, *[1] * vector.ndim) * vector for name, vector in vectors.items()}
    return [{**start, **{name: stack[number] for name, stack in stacks.items()}} for number in range(len(_MOVES))]


def label_points(directions: Sequence[Direction]) -> list[str]:
    """The argument that each of ``list_points`` moves."""
    return [direction.argument for direction in directions for _ in range(POINTS_EACH)]


def gather_crowd(
    assignment: Assignment,
    pair: Pair,
    drawn: Draw,
    points: Sequence[Point],
    *,
    labels: Sequence[str],
    seed: int,
) -> Crowd:
    """Add decoys to the points, and choose one point for every label that is graded like them."""
    rng = stream(seed, f"{pair.forward.name}/{drawn.case.name}/graded points/{len(points)}")
    places: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        places.setdefault(label, []).append(number)
    graded = [chosen[int(rng.integers(len(chosen)))] for chosen in places.values()]
    decoys = [
        draw_arguments(pair, case=drawn.case, sizes=drawn.sizes, seed=seed, variant=f"decoy {number}")
        for number in range(_DECOYS if points else 0)
    ]
    everything = [*points, *decoys]
    graded += range(len(points), len(everything))
    reference = load_forward(assignment, pair)
    expected = {
        place: solve_forward(assignment, pair, everything[place], drawn.sizes, reference=reference) for place in graded
    }
    return Crowd(everything, len(points), expected)
