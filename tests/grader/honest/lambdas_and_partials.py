"""The functions are made, not defined."""
from functools import partial
import numpy as np

def _forward(activation, x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = activation(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    return h, h @ W_hy.T + b_y, (x, h_prev, h, W_xh, W_hh, W_hy)

def _backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)

rnn_cell_forward = partial(_forward, np.tanh)
rnn_cell_backward = lambda *args: _backward(*args)
