"""The derivative of the tanh is taken at the gradient instead of at h.

The factor is `1 - h**2`, with the state h from the forward pass. You square the gradient that arrives instead; put h
into the cache and use it here.
"""

import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dh = dh + dy @ W_hy
    dz = dh * (1 - dh**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
