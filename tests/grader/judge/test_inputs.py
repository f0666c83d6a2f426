import numpy as np
import pytest

from grader.judge import load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw, stream


def cases(assignment):
    return {case.name: case for case in assignment.edges}


def test_the_same_seed_draws_the_same_bits(rnn_cell):
    pair = rnn_cell.pairs[0]
    first, second = (draw(rnn_cell, pair, case=GENERAL, seed=11) for _ in range(2))
    for name, value in first.arguments.items():
        assert value.tobytes() == second.arguments[name].tobytes()


def test_another_seed_draws_something_else(rnn_cell):
    pair = rnn_cell.pairs[0]
    first, second = (draw(rnn_cell, pair, case=GENERAL, seed=seed) for seed in (11, 12))
    assert first.sizes != second.sizes or not np.array_equal(first.arguments["x"], second.arguments["x"])


@pytest.mark.parametrize("seed", range(50))
def test_sizes_are_in_range_and_all_different_in_general(rnn_cell, seed):
    sizes = draw(rnn_cell, rnn_cell.pairs[0], case=GENERAL, seed=seed).sizes
    assert len(set(sizes.values())) == len(sizes)
    assert all(low <= sizes[name] <= high for name, (low, high) in rnn_cell.sizes.items())


@pytest.mark.parametrize("seed", range(10))
def test_biases_are_never_zero(rnn_cell, seed):
    for case in (GENERAL, *rnn_cell.edges):
        arguments = draw(rnn_cell, rnn_cell.pairs[0], case=case, seed=seed).arguments
        assert np.all(arguments["b_h"] != 0)
        assert np.all(arguments["b_y"] != 0)


def test_edges_are_what_they_say(rnn_cell):
    drawn = {name: draw(rnn_cell, rnn_cell.pairs[0], case=case, seed=3) for name, case in cases(rnn_cell).items()}
    assert drawn["batch_of_one"].arguments["x"].shape[0] == 1
    assert drawn["square"].sizes["D"] == drawn["square"].sizes["H"]
    assert not drawn["zeros"].arguments["x"].any()
    assert not drawn["zeros"].arguments["h_prev"].any()
    assert drawn["zeros"].arguments["W_xh"].any()
    assert np.abs(drawn["large"].arguments["x"]).max() > 100
    assert np.abs(drawn["large"].arguments["W_xh"]).max() < 10


def test_a_new_argument_does_not_move_the_numbers_of_the_others(rnn_cell, folder):
    file = folder / "assignment.toml"
    file.write_text(file.read_text().replace('x = ["N", "D"]\n', 'x = ["N", "D"]\nmask = ["N"]\n', 1))
    changed = load_assignment(folder)
    before = draw(rnn_cell, rnn_cell.pairs[0], case=GENERAL, seed=5).arguments
    after = draw(changed, changed.pairs[0], case=GENERAL, seed=5).arguments
    assert "mask" in after
    assert all(np.array_equal(value, after[name]) for name, value in before.items())


def test_streams_depend_on_their_name_and_take_any_seed():
    first, second = stream(0, "a").standard_normal(4), stream(0, "b").standard_normal(4)
    assert not np.allclose(first, second)
    assert stream(2**63, "a").standard_normal() != stream(2**63 + 1, "a").standard_normal()


@pytest.mark.parametrize("seed", range(50))
def test_large_inputs_are_large_on_both_sides_of_zero(seed):
    assignment = load_assignment("sentiment")
    loss = next(pair for pair in assignment.pairs if pair.forward.name == "logistic_loss")
    scores = draw(assignment, loss, case=cases(assignment)["large"], seed=seed).arguments["scores"]
    assert scores.min() < -1000
    assert scores.max() > 1000
