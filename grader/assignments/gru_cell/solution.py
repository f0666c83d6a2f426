"""The model answer: one step of a GRU, forward and backward."""

import numpy as np


def sigmoid(a):
    # The same as 1 / (1 + exp(-a)), but no exponential can overflow.
    return 0.5 * (1 + np.tanh(0.5 * a))


def gru_cell_forward(x, h_prev, W_x, W_h, b_x, b_h):
    x_r, x_z, x_n = np.split(x @ W_x.T + b_x, 3, axis=1)
    h_r, h_z, h_n = np.split(h_prev @ W_h.T + b_h, 3, axis=1)
    r = sigmoid(x_r + h_r)
    z = sigmoid(x_z + h_z)
    n = np.tanh(x_n + r * h_n)
    h = (1 - z) * n + z * h_prev
    cache = (x, h_prev, r, z, n, h_n, W_x, W_h)
    return h, cache


def gru_cell_backward(dh, cache):
    x, h_prev, r, z, n, h_n, W_x, W_h = cache

    # h = (1 - z) * n + z * h_prev
    dn = dh * (1 - z)
    dz = dh * (h_prev - n)
    dh_direct = dh * z

    # n = tanh(x_n + r * h_n), and tanh' = 1 - n**2
    da_n = dn * (1 - n**2)
    dr = da_n * h_n

    # r and z come out of a sigmoid, and s' = s (1 - s)
    da_r = dr * r * (1 - r)
    da_z = dz * z * (1 - z)

    # The input's part and the state's part differ in the candidate alone: there the state's part was reset.
    da_x = np.concatenate([da_r, da_z, da_n], axis=1)
    da_h = np.concatenate([da_r, da_z, da_n * r], axis=1)

    dx = da_x @ W_x
    dh_prev = dh_direct + da_h @ W_h
    dW_x = da_x.T @ x
    dW_h = da_h.T @ h_prev
    db_x = da_x.sum(axis=0)
    db_h = da_h.sum(axis=0)
    return dx, dh_prev, dW_x, dW_h, db_x, db_h
