"""Wrong answers are made from the reference: enough of them, really wrong, and the checks see every one."""

import numpy as np
import pytest

from grader.judge import list_slugs, load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw
from grader.judge.library import find_library
from grader.judge.variations import combine, list_variations, name_gates, play

CELLS = ["rnn_cell", "lstm_cell", "gru_cell"]


@pytest.fixture(params=[slug for slug in list_slugs() if load_assignment(slug).pairs[0].backward])
def library(request):
    assignment = load_assignment(request.param)
    return find_library(assignment, assignment.pairs[0])


def different(library):
    """The generated entries that are wrong, one for each different answer."""
    found = {}
    for place, entry in enumerate(library.entries):
        if entry.variation and any(shelf.differs[place] for shelf in library.shelves.values()):
            rows = [shelf.rows[place] for shelf in library.shelves.values()]
            found[np.concatenate(rows).round(9).tobytes()] = entry
    return list(found.values())


def test_there_are_at_least_thirty_different_ones_forward_and_backward(library):
    variations = [entry.variation for entry in different(library)]
    assert len(variations) >= 30
    assert sum(variation.side == "forward" for variation in variations) >= 8
    assert sum(variation.side == "backward" for variation in variations) >= 8


def test_the_graded_inputs_show_each_that_is_wrong(library):
    """A mutant survives if it is right for the graded inputs, although it is wrong for the probe."""
    assignment, pair = library.assignment, library.pair
    drawn = draw(assignment, pair, case=GENERAL, seed=3)
    right = play(assignment, pair, next(iter(list_variations(assignment, pair))), drawn)
    assert right
    for entry in different(library):
        outputs = entry.play(assignment, pair, drawn)
        truth = {key: library.results[key] for key in outputs}
        assert truth
        assert any(_error(assignment, pair, drawn, key, value) > assignment.tolerances.float64 for key, value in outputs.items()), entry.diagnosis


def _error(assignment, pair, drawn, key, value):
    from grader.judge.comparison import relative_error  # noqa: PLC0415
    from grader.judge.oracle import solve  # noqa: PLC0415

    truth = solve(assignment, pair, drawn)
    result = next(each for function in assignment.functions for each in function.judged if (function.name, each.name) == key)
    return relative_error(value, truth.gradients[result.of] if result.kind == "gradient" else truth.values[result.name])
