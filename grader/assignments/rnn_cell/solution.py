"""The model answer: one step of a recurrent network, forward and backward."""

import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    cache = (x, h_prev, h, W_xh, W_hh, W_hy)
    return h, y, cache


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache

    # y = W_hy h + b_y
    dW_hy = dy.T @ h
    db_y = dy.sum(axis=0)

    # h is used twice: by the output of this step and by whatever comes after it.
    dh_total = dh + dy @ W_hy

    # h = tanh(z), and tanh'(z) = 1 - tanh(z)**2 = 1 - h**2
    dz = dh_total * (1 - h**2)

    # z = W_hh h_prev + W_xh x + b_h
    dx = dz @ W_xh
    dh_prev = dz @ W_hh
    dW_xh = dz.T @ x
    dW_hh = dz.T @ h_prev
    db_h = dz.sum(axis=0)
    return dx, dh_prev, dW_xh, dW_hh, dW_hy, db_h, db_y
