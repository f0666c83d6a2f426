"""The derivative of the sigmoid of the output gate, `o`, is missing.

Going back from o to its sum, the gradient passes the sigmoid and is multiplied by `o * (1 - o)`.
"""

import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def step_forward(x, h_prev, c_prev, W_x, W_h, b):
    z_i, z_f, z_g, z_o = np.split(x @ W_x.T + h_prev @ W_h.T + b, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c, (x, h_prev, c_prev, i, f, g, o, c, W_x, W_h)


def step_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, c, W_x, W_h = cache
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c_prev * f * (1 - f)
    dz_g = dc * i * (1 - g**2)
    dz_o = dh * np.tanh(c)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)
    return dz @ W_x, dz @ W_h, dc * f, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)


def lstm_sequence_forward(x, h0, c0, W_x, W_h, b):
    h, c = h0, c0
    states, caches = [], []
    for t in range(x.shape[1]):
        h, c, cache = step_forward(x[:, t], h, c, W_x, W_h, b)
        states.append(h)
        caches.append(cache)
    return np.stack(states, axis=1), c, caches


def lstm_sequence_backward(dh, dc, cache):
    dh_next, dx, totals = np.zeros_like(dc), np.zeros((*dh.shape[:2], cache[0][0].shape[1])), [0, 0, 0]
    for t in reversed(range(dh.shape[1])):
        dx[:, t], dh_next, dc, *shares = step_backward(dh[:, t] + dh_next, dc, cache[t])
        totals = [total + share for total, share in zip(totals, shares, strict=True)]
    return dx, dh_next, dc, *totals
