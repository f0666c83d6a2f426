"""dW_hh is transposed.

The entry in row i and column j belongs to the weight from old unit j to new unit i, so `dW_hh = dz.T @ h_prev`. You
return `h_prev.T @ dz`; `W_hh` is square, so the shapes do not warn you.
"""

import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, h_prev.T @ dz, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
