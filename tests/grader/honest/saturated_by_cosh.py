"""The derivative of the tanh as 1 / cosh(z)**2: another rounding, and no NaN, where it saturates."""
import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    z = x @ W_xh.T + h_prev @ W_hh.T + b_h
    h = np.tanh(z)
    return h, h @ W_hy.T + b_y, (x, h_prev, h, W_xh, W_hh, W_hy, z)

def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy, z = cache
    with np.errstate(over="ignore"):
        dz = (dh + dy @ W_hy) / np.cosh(z) ** 2
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
