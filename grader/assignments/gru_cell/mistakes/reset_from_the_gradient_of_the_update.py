"""The reset gate's gradient is built from the update gate's.

r goes into the candidate alone, as `n = tanh(x_n + r * h_n)`. So its gradient is that of the candidate's sum, times
`h_n`; what arrives at z has nothing to do with it.
"""

import numpy as np


def sigmoid(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def gru_cell_forward(x, h_prev, W_x, W_h, b_x, b_h):
    x_r, x_z, x_n = np.split(x @ W_x.T + b_x, 3, axis=1)
    h_r, h_z, h_n = np.split(h_prev @ W_h.T + b_h, 3, axis=1)
    r, z = sigmoid(x_r + h_r), sigmoid(x_z + h_z)
    n = np.tanh(x_n + r * h_n)
    h = (1 - z) * n + z * h_prev
    return h, (x, h_prev, r, z, n, h_n, W_x, W_h)


def gru_cell_backward(dh, cache):
    x, h_prev, r, z, n, h_n, W_x, W_h = cache
    da_n = dh * (1 - z) * (1 - n**2)
    dz = dh * (h_prev - n)
    da_r = dz * h_n * r * (1 - r)
    da_z = dz * z * (1 - z)
    da_x = np.concatenate([da_r, da_z, da_n], axis=1)
    da_h = np.concatenate([da_r, da_z, da_n * r], axis=1)
    dh_prev = dh * z + da_h @ W_h
    return da_x @ W_x, dh_prev, da_x.T @ x, da_h.T @ h_prev, da_x.sum(axis=0), da_h.sum(axis=0)
