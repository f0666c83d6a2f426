"""The model answer: one step of an LSTM, forward and backward."""

import numpy as np


def sigmoid(z):
    # The same as 1 / (1 + exp(-z)), but no exponential can overflow.
    return 0.5 * (1 + np.tanh(0.5 * z))


def lstm_cell_forward(x, h_prev, c_prev, W_x, W_h, b):
    z = x @ W_x.T + h_prev @ W_h.T + b
    z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)
    h = o * tanh_c
    cache = (x, h_prev, c_prev, i, f, g, o, tanh_c, W_x, W_h)
    return h, c, cache


def lstm_cell_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, tanh_c, W_x, W_h = cache

    # h = o * tanh(c)
    do = dh * tanh_c
    # c is used twice: by h, and by the next step, whose gradient is dc.
    dc_total = dc + dh * o * (1 - tanh_c**2)

    # c = f * c_prev + i * g
    df = dc_total * c_prev
    dc_prev = dc_total * f
    di = dc_total * g
    dg = dc_total * i

    # Back through the activations: s' = s (1 - s) for a sigmoid, 1 - g**2 for the tanh.
    dz_i = di * i * (1 - i)
    dz_f = df * f * (1 - f)
    dz_g = dg * (1 - g**2)
    dz_o = do * o * (1 - o)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)

    # z = W_x x + W_h h_prev + b
    dx = dz @ W_x
    dh_prev = dz @ W_h
    dW_x = dz.T @ x
    dW_h = dz.T @ h_prev
    db = dz.sum(axis=0)
    return dx, dh_prev, dc_prev, dW_x, dW_h, db
