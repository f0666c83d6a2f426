"""Every reference is itself verified: its autograd against complex steps and against Richardson differences."""

import numpy as np
import pytest
import torch

from grader.judge import list_slugs, load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.folder_modules import load_forward
from grader.judge.gradients import Evaluation, measure_slopes, unit_directions
from grader.judge.inputs import draw
from grader.judge.oracle import solve

TINY = 1e-30
# torch has no softmax and no logaddexp of complex numbers; Richardson differences still hold them.
REAL_ONLY = {"cross_entropy", "logistic_loss", "translation_loss"}
PAIRS = [
    (slug, pair.forward.name)
    for slug in list_slugs()
    for pair in load_assignment(slug).pairs
    if pair.backward is not None
]


def prepare(slug, name, seed):
    assignment = load_assignment(slug)
    pair = next(pair for pair in assignment.pairs if pair.forward.name == name)
    drawn = draw(assignment, pair, case=GENERAL, seed=seed)

    def loss(arguments):
        given = [arguments[argument.name] for argument in pair.forward.arguments]
        tensors = [torch.tensor(value) if isinstance(value, np.ndarray) else value for value in given]
        results = load_forward(assignment, pair)(*tensors)
        results = results if isinstance(results, tuple) else (results,)
        named = zip(pair.forward.judged, results, strict=True)
        return sum(np.sum(drawn.upstream[result.name] * tensor.numpy()) for result, tensor in named)

    return drawn, loss, solve(assignment, pair, drawn).gradients


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("slug", "name"), [pair for pair in PAIRS if pair[1] not in REAL_ONLY])
def test_autograd_agrees_with_complex_steps_to_machine_precision(slug, name, seed):
    drawn, loss, gradients = prepare(slug, name, seed)
    for argument in gradients:
        measured = np.zeros(drawn.arguments[argument].shape)
        for index in np.ndindex(measured.shape):
            moved = {
                key: array.astype(np.complex128) if key in gradients else array
                for key, array in drawn.arguments.items()
            }
            moved[argument][index] += TINY * 1j
            measured[index] = loss(moved).imag / TINY
        np.testing.assert_allclose(gradients[argument], measured, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(("slug", "name"), PAIRS)
def test_autograd_agrees_with_differences_within_their_error(slug, name):
    drawn, loss, gradients = prepare(slug, name, 3)

    def evaluate(points):
        values = [float(loss(point)) for point in points]
        return [Evaluation(value, abs(value)) for value in values]

    for argument, gradient in gradients.items():
        slopes = measure_slopes(evaluate, drawn.arguments, unit_directions(drawn.arguments, argument))
        for slope, entry in zip(slopes, gradient.ravel(), strict=True):
            assert abs(slope.value - entry) <= slope.error < 1e-5
