"""Our cells and sequences are torch's own, forward and backward: reference and model answer against `torch.nn`."""

import numpy as np
import pytest
import torch

from grader.judge import load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.folder_modules import load_forward
from grader.judge.inputs import draw
from grader.judge.oracle import solve


def step_lstm(x, h_prev, c_prev, W_x, W_h, b):
    """`torch.nn.LSTMCell` has two biases that are added; ours is the one, the other is zero."""
    weights = {"weight_ih": W_x, "weight_hh": W_h, "bias_ih": b, "bias_hh": torch.zeros_like(b)}
    return torch.func.functional_call(cell(torch.nn.LSTMCell, x, h_prev), weights, (x, (h_prev, c_prev)))


def step_gru(x, h_prev, W_x, W_h, b_x, b_h):
    weights = {"weight_ih": W_x, "weight_hh": W_h, "bias_ih": b_x, "bias_hh": b_h}
    return (torch.func.functional_call(cell(torch.nn.GRUCell, x, h_prev), weights, (x, h_prev)),)


def cell(kind, x, h_prev):
    return kind(x.shape[1], h_prev.shape[1], dtype=torch.float64)


def run_lstm(x, h0, c0, W_x, W_h, b):
    lstm = torch.nn.LSTM(x.shape[2], h0.shape[1], batch_first=True, dtype=torch.float64)
    weights = {"weight_ih_l0": W_x, "weight_hh_l0": W_h, "bias_ih_l0": b, "bias_hh_l0": torch.zeros_like(b)}
    h, (_, c) = torch.func.functional_call(lstm, weights, (x, (h0[None], c0[None])))
    return h, c[0]


def run_gru(x, h0, W_x, W_h, b_x, b_h):
    gru = torch.nn.GRU(x.shape[2], h0.shape[1], batch_first=True, dtype=torch.float64)
    weights = {"weight_ih_l0": W_x, "weight_hh_l0": W_h, "bias_ih_l0": b_x, "bias_hh_l0": b_h}
    return torch.func.functional_call(gru, weights, (x, h0[None]))[:1]


def test_the_modules_load_from_torchs_own_and_say_the_same():
    assignment = load_assignment("torch_cells")
    written = {}
    exec(assignment.solution, written)
    for name in ("RNNCell", "LSTMCell", "GRUCell"):
        own, theirs = written[name](3, 5).double(), getattr(torch.nn, name)(3, 5, dtype=torch.float64)
        own.load_state_dict(theirs.state_dict())
        x, h, c = torch.randn(4, 3).double(), torch.randn(4, 5).double(), torch.randn(4, 5).double()
        state = (h, c) if name == "LSTMCell" else h
        given = [*([h, c] if name == "LSTMCell" else [h]), *theirs.state_dict().values()]
        pair = next(pair for pair in assignment.pairs if pair.forward.calls == f"{name}.forward")
        results = (own(x, state), theirs(x, state), load_forward(assignment, pair)(x, *given))
        for mine, right, reference in zip(*map(as_tuple, results), strict=True):
            torch.testing.assert_close(mine, right, rtol=1e-12, atol=1e-14)
            torch.testing.assert_close(reference, right, rtol=1e-12, atol=1e-14)


def as_tuple(value):
    return value if isinstance(value, tuple) else (value,)


def test_full_sequences_are_torchs_own_and_a_short_one_ends_where_it_ends():
    assignment = load_assignment("rnn_sequence")
    drawn = draw(assignment, assignment.pairs[0], case=GENERAL, seed=1)
    x, lengths, h0, W_x, W_h, b = (torch.tensor(value) for value in drawn.arguments.values())
    network = torch.nn.RNN(x.shape[2], h0.shape[1], batch_first=True, dtype=torch.float64)
    weights = {"weight_ih_l0": W_x, "weight_hh_l0": W_h, "bias_ih_l0": b, "bias_hh_l0": torch.zeros_like(b)}
    theirs, _ = torch.func.functional_call(network, weights, (x, h0[None]))
    ours = load_forward(assignment, assignment.pairs[0])(x, lengths, h0, W_x, W_h, b)
    for n, length in enumerate(lengths.tolist()):
        assert_close([ours[n, :length].numpy()], [theirs[n, :length].detach().numpy()])
        assert (ours[n, length:] == ours[n, length - 1]).all()


def test_both_directions_are_torchs_own_over_packed_sequences():
    assignment = load_assignment("bidirectional")
    pair = next(pair for pair in assignment.pairs if pair.backward is not None)
    drawn = draw(assignment, pair, case=GENERAL, seed=1)
    x, lengths, *weights = (torch.tensor(value) for value in drawn.arguments.values())
    network = torch.nn.RNN(x.shape[2], len(weights[2]), batch_first=True, bidirectional=True, dtype=torch.float64)
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0")
    given = dict(zip([*names, *(f"{name}_reverse" for name in names)], weights, strict=True))
    given |= {name: torch.zeros_like(weights[2]) for name in ("bias_hh_l0", "bias_hh_l0_reverse")}
    packed = torch.nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    theirs, last = torch.func.functional_call(network, given, (packed,))
    theirs, _ = torch.nn.utils.rnn.pad_packed_sequence(theirs, batch_first=True, total_length=x.shape[1])
    ours = load_forward(assignment, pair)(x, lengths, *weights)
    assert_close(as_arrays(ours), as_arrays([theirs, torch.cat([*last], dim=1)]))


CELLS = {"lstm_cell": step_lstm, "gru_cell": step_gru, "lstm_sequence": run_lstm, "gru_sequence": run_gru}


@pytest.fixture(params=CELLS)
def slug(request):
    return request.param


@pytest.fixture(params=[1, 2, 3])
def case(request, slug):
    """A drawn case with torch's results and gradients: (assignment, pair, drawn, results, gradients)."""
    assignment = load_assignment(slug)
    (pair,) = assignment.pairs
    drawn = draw(assignment, pair, case=GENERAL, seed=request.param)
    tensors = [torch.tensor(value, requires_grad=True) for value in drawn.arguments.values()]
    results = CELLS[slug](*tensors)
    upstream = [torch.tensor(value) for value in drawn.upstream.values()]
    gradients = torch.autograd.grad(results, tensors, grad_outputs=upstream)
    return assignment, pair, drawn, as_arrays(results), as_arrays(gradients)


def as_arrays(tensors):
    return [tensor.detach().numpy() for tensor in tensors]


def assert_close(ours, theirs):
    for mine, right in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, right, rtol=1e-12, atol=1e-14)


def test_the_reference_is_torchs_own_cell(case):
    assignment, pair, drawn, results, gradients = case
    truth = solve(assignment, pair, drawn)
    assert_close(truth.values.values(), results)
    assert_close(truth.gradients.values(), gradients)


def test_the_model_answer_is_torchs_own_cell(case):
    assignment, pair, drawn, results, gradients = case
    namespace = {}
    exec(assignment.solution, namespace)
    *found, cache = namespace[pair.forward.name](*drawn.arguments.values())
    assert_close(found, results)
    assert_close(namespace[pair.backward.name](*drawn.upstream.values(), cache), gradients)
