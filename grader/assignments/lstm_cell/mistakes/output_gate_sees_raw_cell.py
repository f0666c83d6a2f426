"""The output gate's gradient is made with c instead of tanh(c).

Equation (4) is `h = o * tanh(c)`, so the gradient at o is `dh * np.tanh(c)`.
"""

import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_cell_forward(x, h_prev, c_prev, W_x, W_h, b):
    z_i, z_f, z_g, z_o = np.split(x @ W_x.T + h_prev @ W_h.T + b, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c, (x, h_prev, c_prev, i, f, g, o, c, W_x, W_h)


def lstm_cell_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, c, W_x, W_h = cache
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c_prev * f * (1 - f)
    dz_g = dc * i * (1 - g**2)
    dz_o = dh * c * o * (1 - o)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)
    return dz @ W_x, dz @ W_h, dc * f, dz.T @ x, dz.T @ h_prev, dz.sum(axis=0)
