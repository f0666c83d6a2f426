"""All weight and bias gradients are averaged over the batch instead of summed.

Every example adds its share to the gradient of a weight, so the shares are summed. Dividing by the batch size, if at
all, is the loss's business.
"""

import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    n = len(x)
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x / n, dz.T @ h_prev / n, dy.T @ h / n, dz.mean(axis=0), dy.mean(axis=0)
