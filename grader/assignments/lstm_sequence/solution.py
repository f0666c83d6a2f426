"""The model answer: an LSTM over a whole sequence, forward and back through time."""

import numpy as np


def sigmoid(z):
    # The same as 1 / (1 + exp(-z)), but no exponential can overflow.
    return 0.5 * (1 + np.tanh(0.5 * z))


def step_forward(x, h_prev, c_prev, W_x, W_h, b):
    z_i, z_f, z_g, z_o = np.split(x @ W_x.T + h_prev @ W_h.T + b, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)
    return o * tanh_c, c, (x, h_prev, c_prev, i, f, g, o, tanh_c)


def step_backward(dh, dc, cache):
    """The gradients at the sum before the gates, and at the previous cell state."""
    x, h_prev, c_prev, i, f, g, o, tanh_c = cache
    dc = dc + dh * o * (1 - tanh_c**2)
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c_prev * f * (1 - f)
    dz_g = dc * i * (1 - g**2)
    dz_o = dh * tanh_c * o * (1 - o)
    return np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1), dc * f


def lstm_sequence_forward(x, h0, c0, W_x, W_h, b):
    h, c = h0, c0
    states, steps = [], []
    for t in range(x.shape[1]):
        h, c, step = step_forward(x[:, t], h, c, W_x, W_h, b)
        states.append(h)
        steps.append(step)
    return np.stack(states, axis=1), c, (steps, W_x, W_h)


def lstm_sequence_backward(dh, dc, cache):
    steps, W_x, W_h = cache
    dx = np.zeros((dh.shape[0], dh.shape[1], W_x.shape[1]))
    dW_x, dW_h, db = np.zeros_like(W_x), np.zeros_like(W_h), np.zeros(len(W_x))

    # What the step after this one hands back; after the last step there is none.
    dh_next, dc_next = np.zeros_like(dc), dc
    for t in reversed(range(dh.shape[1])):
        # Each state is used by the loss and by the next step.
        dz, dc_next = step_backward(dh[:, t] + dh_next, dc_next, steps[t])
        dh_next = dz @ W_h
        dx[:, t] = dz @ W_x

        # All steps share the weights.
        x, h_prev = steps[t][:2]
        dW_x += dz.T @ x
        dW_h += dz.T @ h_prev
        db += dz.sum(axis=0)
    return dx, dh_next, dc_next, dW_x, dW_h, db
