"""Follow-through marks are for one slip in the forward pass, not for an easier function and its easier gradient."""

import pytest

from grader.judge import load_assignment

INPUT_ONLY = """
import numpy as np
def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = x @ W_xh.T
    return h, h @ W_hy.T, (x, h_prev, W_xh, W_hh, W_hy, h)
def rnn_cell_backward(dh, dy, cache):
    x, h_prev, W_xh, W_hh, W_hy, h = cache
    dz = dh + dy @ W_hy
    rest = [np.zeros_like(W_hh), dy.T @ h, np.zeros(len(W_hh)), np.zeros(len(W_hy))]
    return (dz @ W_xh, np.zeros_like(h_prev), dz.T @ x, *rest)
"""
CONSTANT_GATES = """
import numpy as np
def lstm_cell_forward(x, h_prev, c_prev, W_x, W_h, b):
    H = h_prev.shape[1]
    c = 0.5 * c_prev + 0.5 * (x @ W_x.T + h_prev @ W_h.T + b)[:, 2 * H : 3 * H]
    return 0.5 * c, c, (x, h_prev, W_x, W_h)
def lstm_cell_backward(dh, dc, cache):
    x, h_prev, W_x, W_h = cache
    H = h_prev.shape[1]
    dc = dc + 0.5 * dh
    dz = np.zeros((len(x), 4 * H))
    dz[:, 2 * H : 3 * H] = 0.5 * dc
    return dz @ W_x, dz @ W_h, 0.5 * dc, dz.T @ x, dz.T @ h_prev, dz.sum(0)
"""
SUM_OF_EVERYTHING = """
import numpy as np
def lstm_cell_forward(x, h_prev, c_prev, W_x, W_h, b):
    i, f, g, o = np.split(x @ W_x.T + h_prev @ W_h.T + b, 4, axis=1)
    c = c_prev + i + f + g + o
    return c, c, (x, h_prev, W_x, W_h)
def lstm_cell_backward(dh, dc, cache):
    x, h_prev, W_x, W_h = cache
    dc = dc + dh
    dz = np.concatenate([dc] * 4, axis=1)
    return dz @ W_x, dz @ W_h, dc, dz.T @ x, dz.T @ h_prev, dz.sum(0)
"""


@pytest.mark.parametrize(
    ("slug", "text"),
    [("rnn_cell", INPUT_ONLY), ("lstm_cell", CONSTANT_GATES), ("lstm_cell", SUM_OF_EVERYTHING)],
    ids=["input only", "constant gates", "a sum of everything"],
)
def test_an_easier_function_with_its_true_gradient_earns_nothing(grade_text, slug, text):
    report = grade_text(text, assignment=load_assignment(slug))
    assert report.score == 0
    assert not any(check.follow_through for check in report.checks)


def test_a_slip_that_nobody_wrote_down_follows_through_if_it_is_near(grade_text, rnn_cell):
    text = rnn_cell.solution.replace("@ W_xh.T", "@ (1.1 * W_xh.T)").replace("@ W_xh\n", "@ (1.1 * W_xh)\n")
    text = text.replace("dW_xh = dz.T @ x", "dW_xh = 1.1 * dz.T @ x")
    assert text.count("1.1") == 3
    followed = {check.name.split(".")[1] for check in grade_text(text).checks if check.follow_through}
    assert {"dx", "dh_prev", "dW_xh", "dW_hh"} <= followed


@pytest.mark.parametrize(
    "returned",
    [
        "h[:, :1], y",
        "h.T, y.T",
        "h * np.nan, y",
        "h * 1j, y",
        "h.astype(int), y.astype(int)",
        "h.astype(bool), y > 0",
        "h.astype(np.float16), y",
        "h[:0], y[:0]",
        "h.sum(), 1.0",
        "str(h), y",
        "None, y",
        "h * 1e200, y * 1e300",
        "h.astype(np.longdouble), y + 1",
        "h[None], y[None]",
        "np.zeros_like(h), y",
    ],
)
def test_whatever_forward_returns_there_is_a_verdict(grade_text, rnn_cell, returned):
    text = rnn_cell.solution.replace("return h, y, ", f"return {returned}, ")
    assert text != rnn_cell.solution
    report = grade_text(text)
    assert report.score < report.max_score
    assert report.verdict not in {"OK", "SYS"}
