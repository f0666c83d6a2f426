"""A right answer in another hand than the assignment's own files: arrays over time that are filled in, one long loop."""

import numpy as np


def squash(v):
    return 1.0 / (1.0 + np.exp(-np.clip(v, -500, 500)))


def lstm_sequence_forward(x, h0, c0, W_x, W_h, b):
    N, T, D = x.shape
    H = h0.shape[1]
    hs = np.zeros((T + 1, N, H))
    cs = np.zeros((T + 1, N, H))
    acts = np.zeros((T, 4, N, H))
    hs[0] = h0
    cs[0] = c0
    for t in range(T):
        a = x[:, t, :].dot(W_x.T) + hs[t].dot(W_h.T) + b
        acts[t, 0] = squash(a[:, :H])
        acts[t, 1] = squash(a[:, H : 2 * H])
        acts[t, 2] = np.tanh(a[:, 2 * H : 3 * H])
        acts[t, 3] = squash(a[:, 3 * H :])
        cs[t + 1] = acts[t, 1] * cs[t] + acts[t, 0] * acts[t, 2]
        hs[t + 1] = acts[t, 3] * np.tanh(cs[t + 1])
    return hs[1:].transpose(1, 0, 2), cs[T], (x, hs, cs, acts, W_x, W_h)


def lstm_sequence_backward(dh, dc, cache):
    x, hs, cs, acts, W_x, W_h = cache
    N, T, D = x.shape
    dx = np.zeros_like(x)
    gW_x, gW_h, gb = np.zeros(W_x.shape), np.zeros(W_h.shape), np.zeros(W_x.shape[0])
    carry_h = np.zeros((N, hs.shape[2]))
    carry_c = np.array(dc)
    for t in range(T - 1, -1, -1):
        i, f, g, o = acts[t]
        total = dh[:, t, :] + carry_h
        bent = np.tanh(cs[t + 1])
        at_cell = carry_c + total * o * (1.0 - bent * bent)
        d_i = at_cell * g * i * (1 - i)
        d_f = at_cell * cs[t] * f * (1 - f)
        d_g = at_cell * i * (1 - g * g)
        d_o = total * bent * o * (1 - o)
        d = np.hstack((d_i, d_f, d_g, d_o))
        dx[:, t, :] = d.dot(W_x)
        gW_x += d.T.dot(x[:, t, :])
        gW_h += d.T.dot(hs[t])
        gb += d.sum(axis=0)
        carry_h = d.dot(W_h)
        carry_c = at_cell * f
    return dx, carry_h, carry_c, gW_x, gW_h, gb
