"""The blocks are read from every third column instead of one after the other.

The first H rows of `W_x` belong to the reset gate, the next H to the update gate, the last H to the candidate. Cut
the sums into three blocks of H neighbouring columns; a reshape to `(N, H, 3)` mixes them.
"""

import numpy as np


def sigmoid(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def gru_cell_forward(x, h_prev, W_x, W_h, b_x, b_h):
    x_r, x_z, x_n = np.moveaxis((x @ W_x.T + b_x).reshape(len(x), -1, 3), 2, 0)
    h_r, h_z, h_n = np.moveaxis((h_prev @ W_h.T + b_h).reshape(len(x), -1, 3), 2, 0)
    r, z = sigmoid(x_r + h_r), sigmoid(x_z + h_z)
    n = np.tanh(x_n + r * h_n)
    h = (1 - z) * n + z * h_prev
    return h, (x, h_prev, r, z, n, h_n, W_x, W_h)


def gru_cell_backward(dh, cache):
    x, h_prev, r, z, n, h_n, W_x, W_h = cache
    da_n = dh * (1 - z) * (1 - n**2)
    da_r = da_n * h_n * r * (1 - r)
    da_z = dh * (h_prev - n) * z * (1 - z)
    da_x = np.stack([da_r, da_z, da_n], axis=2).reshape(len(x), -1)
    da_h = np.stack([da_r, da_z, da_n * r], axis=2).reshape(len(x), -1)
    dh_prev = dh * z + da_h @ W_h
    return da_x @ W_x, dh_prev, da_x.T @ x, da_h.T @ h_prev, da_x.sum(axis=0), da_h.sum(axis=0)
