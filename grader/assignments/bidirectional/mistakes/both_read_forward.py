"""Both readers read from left to right.

The second one begins at the end of the sequence and goes to its beginning.
"""

import numpy as np


def reverse_sequences(x, lengths):
    steps = np.arange(x.shape[1])
    from_the_end = lengths[:, None] - 1 - steps
    # Past the end there is nothing to mirror: the filling stays where it is.
    places = np.where(from_the_end >= 0, from_the_end, steps)
    return x[np.arange(len(x))[:, None], places]


def run(x, lengths, W_x, W_h, b):
    """The states from the first step to the last, zero where a sequence has ended."""
    h, states = np.zeros((len(x), len(b))), np.zeros((*x.shape[:2], len(b)))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W_x.T + h @ W_h.T + b) * (t < lengths)[:, None]
        states[:, t] = h
    return states


def run_back(dstates, x, lengths, states, W_x, W_h):
    """The gradients of ``run``: of the inputs, and of the three parameters."""
    dx, dW_x, dW_h, db = np.zeros(x.shape), np.zeros(W_x.shape), np.zeros(W_h.shape), np.zeros(len(W_h))
    dh_next = np.zeros(states[:, 0].shape)
    for t in reversed(range(x.shape[1])):
        dz = (dstates[:, t] + dh_next) * (1 - states[:, t] ** 2) * (t < lengths)[:, None]
        h_prev = states[:, t - 1] if t > 0 else np.zeros(dh_next.shape)
        dx[:, t] = dz @ W_x
        dh_next = dz @ W_h
        dW_x += dz.T @ x[:, t]
        dW_h += dz.T @ h_prev
        db += dz.sum(axis=0)
    return dx, dW_x, dW_h, db


def bidirectional_forward(x, lengths, W_x, W_h, b_w, V_x, V_h, b_v):
    mirrored = x
    right = run(x, lengths, W_x, W_h, b_w)
    left = run(mirrored, lengths, V_x, V_h, b_v)  # in the order in which it reads
    h = np.concatenate([right, left], axis=2)
    ends = np.arange(len(x)), lengths - 1
    last = np.concatenate([right[ends], left[ends]], axis=1)
    return h, last, (x, mirrored, lengths, right, left, W_x, W_h, V_x, V_h)


def bidirectional_backward(dh, dlast, cache):
    x, mirrored, lengths, right, left, W_x, W_h, V_x, V_h = cache
    units = len(W_h)
    ends = np.arange(len(x)), lengths - 1
    dright, dleft = dh[:, :, :units].copy(), dh[:, :, units:].copy()
    dright[ends] += dlast[:, :units]
    dleft[ends] += dlast[:, units:]
    dx, dW_x, dW_h, db_w = run_back(dright, x, lengths, right, W_x, W_h)
    dmirrored, dV_x, dV_h, db_v = run_back(dleft, mirrored, lengths, left, V_x, V_h)
    dx += dmirrored
    return dx, dW_x, dW_h, db_w, dV_x, dV_h, db_v
