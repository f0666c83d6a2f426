"""A right answer in another hand than the assignment's own files: a step inside the function, lists, gates by slices."""

import numpy as np


def gru_sequence_forward(x, h0, W_x, W_h, b_x, b_h):
    def logistic(v):
        return 0.5 + 0.5 * np.tanh(v / 2.0)

    n = h0.shape[1]
    state, outputs, steps = h0, [], []
    for t in range(x.shape[1]):
        u, v = x[:, t] @ W_x.T + b_x, state @ W_h.T + b_h
        r = logistic(u[:, :n] + v[:, :n])
        z = logistic(u[:, n : 2 * n] + v[:, n : 2 * n])
        own = v[:, 2 * n :]
        cand = np.tanh(u[:, 2 * n :] + r * own)
        steps.append((x[:, t], state, r, z, own, cand))
        state = (1 - z) * cand + z * state
        outputs.append(state)
    return np.array(outputs).swapaxes(0, 1), {"steps": steps, "W": (W_x, W_h)}


def gru_sequence_backward(dh, cache):
    W_x, W_h = cache["W"]
    sums = [np.zeros_like(W_x), np.zeros_like(W_h), np.zeros(len(W_x)), np.zeros(len(W_h))]
    pieces = []
    later = 0.0
    for t in reversed(range(dh.shape[1])):
        xt, before, r, z, own, cand = cache["steps"][t]
        total = dh[:, t] + later
        d_pre = total * (1 - z) * (1 - cand**2)
        a_z = total * (before - cand) * z * (1 - z)
        a_r = d_pre * own * r * (1 - r)
        left = np.concatenate([a_r, a_z, d_pre], 1)
        right = np.concatenate([a_r, a_z, d_pre * r], 1)
        pieces.append(left @ W_x)
        sums[0] += left.T @ xt
        sums[1] += right.T @ before
        sums[2] += left.sum(0)
        sums[3] += right.sum(0)
        later = total * z + right @ W_h
    dx = np.stack(pieces[::-1], axis=1)
    return dx, later, sums[0], sums[1], sums[2], sums[3]
