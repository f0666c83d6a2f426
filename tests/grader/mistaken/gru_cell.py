"""A right answer in another hand than the assignment's own files: a class inside, gates by slices, einsum."""

import numpy as np


def logistic(v):
    return 0.5 + 0.5 * np.tanh(v / 2.0)


class Gate:
    def __init__(self, value):
        self.value = value

    def back(self, gradient):
        return gradient * self.value * (1.0 - self.value)


def gru_cell_forward(x, h_prev, W_x, W_h, b_x, b_h):
    n = h_prev.shape[1]
    from_x = np.einsum("bd,kd->bk", x, W_x) + b_x
    from_h = np.einsum("bd,kd->bk", h_prev, W_h) + b_h
    reset = Gate(logistic(from_x[:, :n] + from_h[:, :n]))
    update = Gate(logistic(from_x[:, n : 2 * n] + from_h[:, n : 2 * n]))
    own = from_h[:, 2 * n :]
    cand = np.tanh(from_x[:, 2 * n :] + reset.value * own)
    keep = update.value
    fresh = 1.0 - update.value
    new = fresh * cand + keep * h_prev
    return new, (x, h_prev, W_x, W_h, reset, update, own, cand, keep, fresh)


def gru_cell_backward(dh, cache):
    x, h_prev, W_x, W_h, reset, update, own, cand, keep, fresh = cache
    d_cand = dh * fresh
    d_update = dh * (h_prev - cand)
    straight = dh * keep
    d_pre = d_cand * (1.0 - cand * cand)
    d_reset = d_pre * own
    d_own = d_pre * reset.value
    a_r = reset.back(d_reset)
    a_z = update.back(d_update)
    left = np.hstack((a_r, a_z, d_pre))
    right = np.hstack((a_r, a_z, d_own))
    dx = left.dot(W_x)
    dh_prev = straight + right.dot(W_h)
    dW_x = np.einsum("bk,bd->kd", left, x)
    dW_h = np.einsum("bk,bd->kd", right, h_prev)
    return dx, dh_prev, dW_x, dW_h, left.sum(0), right.sum(0)
