"""What is right in general and wrong at one edge: how real files break for a batch of one, one step, large inputs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.judge.declaration import GENERAL, Assignment, Case, Pair
from grader.judge.inputs import draw
from grader.judge.mutants.played import answer_with, play_reference, right_outputs
from grader.judge.oracle import Outputs, solve
from grader.judge.questions import Asked, Questions
from grader.judge.tried import Trial

Spoil = Callable[[Assignment, Pair, Asked], Outputs]


@dataclass(frozen=True)
class EdgeMutant:
    """Right everywhere but at ``case``, where ``spoil`` gives what comes back instead."""

    case: Case
    title: str
    spoil: Spoil

    @property
    def name(self) -> str:
        return f"wrong_at_{self.case.name}"

    def trials(self, questions: Questions) -> dict[str, Trial]:
        """Where the edge is not asked, everything is right."""
        trials, pair = play_reference(questions, {}).trials(), questions.pair
        if self.case.name in questions.cases:
            asked = questions.cases[self.case.name]
            trials[self.case.name] = answer_with(pair, asked, self.spoil(questions.assignment, pair, asked))
        return trials


def list_edge_mutants(assignment: Assignment, pair: Pair, *, seed: int) -> Iterator[EdgeMutant]:
    """One for every edge, also for those that the author left out, where it does make a difference."""
    for case in (*assignment.edges, *assignment.left_out):
        if not _touches(case, pair):
            continue
        drawn = draw(assignment, pair, case=case, seed=seed)
        try:
            asked = Asked(drawn, solve(assignment, pair, drawn))
        except RuntimeError:  # torch cannot, which may be why the author left it out
            continue
        title, spoil = _WAYS.get(case.name, (f"It is wrong by a factor of 2 at the edge `{case.name}`.", _double))
        right, wrong = right_outputs(pair, asked), spoil(assignment, pair, asked)
        if not wrong or any(not np.array_equal(wrong[key], right[key]) for key in right):
            yield EdgeMutant(case, title, spoil)


def _touches(case: Case, pair: Pair) -> bool:
    """Whether an edge means anything to these functions."""
    sizes = {name for argument in pair.forward.drawn for size in argument.shape for name in size.names}
    moved = {*case.zeros, *case.scales} & set(pair.forward.names)
    return bool(moved or sizes & set(case.sizes))


def _squeeze(assignment: Assignment, pair: Pair, asked: Asked) -> dict[Any, Any]:
    return {key: np.squeeze(value) for key, value in right_outputs(pair, asked).items()}


def _fail(assignment: Assignment, pair: Pair, asked: Asked) -> dict[Any, Any]:
    return {}


def _overflow(assignment: Assignment, pair: Pair, asked: Asked) -> dict[Any, Any]:
    return {key: np.full_like(value, np.nan) for key, value in right_outputs(pair, asked).items()}


def _double(assignment: Assignment, pair: Pair, asked: Asked) -> dict[Any, Any]:
    return {key: 2 * value for key, value in right_outputs(pair, asked).items()}


def _transpose(assignment: Assignment, pair: Pair, asked: Asked) -> dict[Any, Any]:
    """Weights read the wrong way round, which runs where they are square, and only where two sizes meet."""
    shapes = {argument.name: argument.shape for argument in pair.forward.drawn}
    general = draw(assignment, pair, case=GENERAL, seed=0).arguments
    met = [
        name
        for name, shape in shapes.items()
        if len(shape) == 2 and _is_square(asked.drawn.arguments[name]) and not _is_square(general[name])
    ]
    arguments = {name: value.T if name in met else value for name, value in asked.drawn.arguments.items()}
    drawn = replace(asked.drawn, arguments=arguments)
    return right_outputs(pair, Asked(drawn, solve(assignment, pair, drawn))) if met else right_outputs(pair, asked)


def _is_square(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 2 and value.shape[0] == value.shape[1]


_WAYS: dict[str, tuple[str, Spoil]] = {
    "batch_of_one": ("The results of a batch of one are squeezed, and lose an axis.", _squeeze),
    "one_step": ("It fails for a sequence of one step.", _fail),
    "square": ("Weights are read the wrong way round where features and hidden units are as many.", _transpose),
    "zeros": ("Inputs that are all zero give NaN (0 / 0).", _overflow),
    "large": ("Very large inputs give NaN (an exponential overflows).", _overflow),
}
