"""Everything that is decided before a student's code is asked: inputs, right answers, and where slopes are measured.

Calls that measure slopes are never alone: decoys, other inputs of the same kind, go with them in random order, and some
of the measured points are compared with the reference as well. So a program cannot tell what is only probed from what
is graded, and one that answers differently near inputs it has seen is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.judge.declaration import GENERAL, Assignment, Pair
from grader.judge.gradients import STEPS, Direction, Point, list_points, random_directions
from grader.judge.inputs import Array, Draw, draw, stream
from grader.judge.oracle import Truth, solve, solve_forward

_DECOYS = 3
_DIRECTIONS = 2


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
    """What one pair is asked: the general case first, then the edges; directions along which slopes are measured."""

    assignment: Assignment
    pair: Pair
    seed: int
    cases: Mapping[str, Asked]
    directions: tuple[Direction, ...]
    crowd: Crowd

    @property
    def general(self) -> Asked:
        return self.cases[GENERAL.name]


def prepare(assignment: Assignment, pair: Pair, *, seed: int) -> Questions:
    """Draw every case and solve it; the same seed, the same questions."""
    cases = {}
    for case in (GENERAL, *assignment.edges):
        drawn = draw(assignment, pair, case=case, seed=seed)
        cases[case.name] = Asked(drawn, solve(assignment, pair, drawn))
    general = cases[GENERAL.name].drawn
    directions = choose_directions(pair, general, seed=seed)
    points = list_points(general.arguments, directions, step=STEPS[0])
    crowd = gather_crowd(assignment, pair, general, directions, points, seed=seed)
    return Questions(assignment, pair, seed, cases, directions, crowd)


def choose_directions(pair: Pair, drawn: Draw, *, seed: int) -> tuple[Direction, ...]:
    """Random directions for every argument that backward gives a gradient of."""
    if pair.backward is None:
        return ()
    arguments = [result.of for result in pair.backward.judged]
    rng = stream(seed, f"{pair.forward.name}/{drawn.case.name}/directions")
    return tuple(random_directions(drawn.arguments, arguments, rng, each=_DIRECTIONS))


def gather_crowd(
    assignment: Assignment,
    pair: Pair,
    drawn: Draw,
    directions: Sequence[Direction],
    points: Sequence[Point],
    *,
    seed: int,
) -> Crowd:
    """Add decoys to the points, and choose one point for every argument that is graded like them."""
    rng = stream(seed, f"{pair.forward.name}/{drawn.case.name}/graded points/{len(points)}")
    each = len(points) // len(directions) if directions else 0
    places: dict[str, list[int]] = {}
    for number, direction in enumerate(directions):
        places.setdefault(direction.argument, []).extend(range(number * each, (number + 1) * each))
    graded = [chosen[int(rng.integers(len(chosen)))] for chosen in places.values()]
    decoys = [
        draw(assignment, pair, case=drawn.case, seed=seed, variant=f"decoy {number}").arguments
        for number in range(_DECOYS if points else 0)
    ]
    everything = [*points, *decoys]
    graded += range(len(points), len(everything))
    expected = {place: solve_forward(assignment, pair, everything[place], drawn.sizes) for place in graded}
    return Crowd(everything, len(points), expected)
