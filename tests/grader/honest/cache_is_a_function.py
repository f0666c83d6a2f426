"""The cache is a closure that does the backward pass itself."""
import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y

    def back(dh, dy):
        dz = (dh + dy @ W_hy) * (1 - h**2)
        return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)

    return h, y, back

def rnn_cell_backward(dh, dy, cache):
    return cache(dh, dy)
