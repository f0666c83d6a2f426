"""A right answer in another hand than the assignment's own files: sums over indices, a dict, one matrix for both inputs."""

import numpy as np


def affine(matrix, vector, offset):
    return np.einsum("kj,nj->nk", matrix, vector) + offset[None, :]


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    joined = np.hstack([x, h_prev])
    weights = np.hstack([W_xh, W_hh])
    pre = affine(weights, joined, b_h)
    state = np.tanh(pre)
    out = affine(W_hy, state, b_y)
    memo = dict(x=x, before=h_prev, pre=pre, state=state, wx=W_xh, wh=W_hh, wy=W_hy)
    return state, out, memo


def rnn_cell_backward(dh, dy, cache):
    m = cache
    count = dh.shape[0]
    into_state = dh + np.einsum("nk,kj->nj", dy, m["wy"])
    slope = 1.0 - np.square(m["state"])
    delta = into_state * slope
    g_wx = np.zeros_like(m["wx"])
    g_wh = np.zeros_like(m["wh"])
    g_wy = np.zeros_like(m["wy"])
    g_bh = np.zeros(delta.shape[1])
    g_by = np.zeros(dy.shape[1])
    for n in range(count):
        g_wx += np.outer(delta[n], m["x"][n])
        g_wh += np.outer(delta[n], m["before"][n])
        g_wy += np.outer(dy[n], m["state"][n])
        g_bh += delta[n]
        g_by += dy[n]
    g_x = np.einsum("nk,kj->nj", delta, m["wx"])
    g_before = np.einsum("nk,kj->nj", delta, m["wh"])
    return g_x, g_before, g_wx, g_wh, g_wy, g_bh, g_by
