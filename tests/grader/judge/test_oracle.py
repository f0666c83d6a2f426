import numpy as np
import pytest

from grader.judge import AssignmentError, load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw
from grader.judge.oracle import solve, warm


def reference_with(folder, text):
    (folder / "reference.py").write_text(f"import torch\n\n\n{text}\n")
    return load_assignment(folder)


def test_torch_keeps_to_one_thread():
    assert warm().get_num_threads() == 1


def test_values_and_gradients_have_the_declared_shapes(rnn_cell):
    (pair,) = rnn_cell.pairs
    drawn = draw(rnn_cell, pair, case=GENERAL, seed=1)
    truth = solve(rnn_cell, pair, drawn)
    assert truth.values["y"].shape == (drawn.sizes["N"], drawn.sizes["O"])
    for name, value in drawn.arguments.items():
        assert truth.gradients[name].shape == value.shape
        assert truth.gradients[name].dtype == np.float64


def test_an_argument_that_is_not_used_has_a_gradient_of_zero(folder):
    text = "def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):\n    h = torch.tanh(x @ W_xh.T)\n"
    assignment = reference_with(folder, f"{text}    return h, h @ W_hy.T + b_y")
    (pair,) = assignment.pairs
    gradients = solve(assignment, pair, draw(assignment, pair, case=GENERAL, seed=1)).gradients
    assert not gradients["W_hh"].any()
    assert gradients["W_xh"].any()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("pass", "must define rnn_cell_forward"),
        ("raise ValueError('no')", "does not run"),
        ("def rnn_cell_forward(x, *rest):\n    return x", "it returned 1 values"),
        ("def rnn_cell_forward(x, *rest):\n    return x, x", "is declared"),
        ("def rnn_cell_forward(x, h, *rest):\n    return h.float(), x", "is declared"),
    ],
)
def test_a_bad_reference_is_the_authors_to_mend(folder, text, reason):
    assignment = reference_with(folder, text)
    (pair,) = assignment.pairs
    with pytest.raises(AssignmentError, match=reason) as raised:
        solve(assignment, pair, draw(assignment, pair, case=GENERAL, seed=1))
    assert raised.value.file.endswith("reference.py")
