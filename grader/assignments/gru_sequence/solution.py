"""The model answer: a GRU over a whole sequence, forward and back through time."""

import numpy as np


def sigmoid(a):
    # The same as 1 / (1 + exp(-a)), but no exponential can overflow.
    return 0.5 * (1 + np.tanh(0.5 * a))


def step_forward(x, h_prev, W_x, W_h, b_x, b_h):
    x_r, x_z, x_n = np.split(x @ W_x.T + b_x, 3, axis=1)
    h_r, h_z, h_n = np.split(h_prev @ W_h.T + b_h, 3, axis=1)
    r, z = sigmoid(x_r + h_r), sigmoid(x_z + h_z)
    n = np.tanh(x_n + r * h_n)
    return (1 - z) * n + z * h_prev, (x, h_prev, r, z, n, h_n)


def step_backward(dh, cache):
    """The gradients at the input's sums and at the state's sums, and what goes directly to the previous state."""
    x, h_prev, r, z, n, h_n = cache
    da_n = dh * (1 - z) * (1 - n**2)
    da_r = da_n * h_n * r * (1 - r)
    da_z = dh * (h_prev - n) * z * (1 - z)
    da_x = np.concatenate([da_r, da_z, da_n], axis=1)
    da_h = np.concatenate([da_r, da_z, da_n * r], axis=1)
    return da_x, da_h, dh * z


def gru_sequence_forward(x, h0, W_x, W_h, b_x, b_h):
    h, states, steps = h0, [], []
    for t in range(x.shape[1]):
        h, step = step_forward(x[:, t], h, W_x, W_h, b_x, b_h)
        states.append(h)
        steps.append(step)
    return np.stack(states, axis=1), (steps, W_x, W_h)


def gru_sequence_backward(dh, cache):
    steps, W_x, W_h = cache
    dx = np.zeros((dh.shape[0], dh.shape[1], W_x.shape[1]))
    dW_x, dW_h = np.zeros_like(W_x), np.zeros_like(W_h)
    db_x, db_h = np.zeros(len(W_x)), np.zeros(len(W_h))

    # What the step after this one hands back; after the last step there is nothing.
    dh_next = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        # Each state is used by the loss and by the next step.
        da_x, da_h, dh_direct = step_backward(dh[:, t] + dh_next, steps[t])
        dh_next = dh_direct + da_h @ W_h
        dx[:, t] = da_x @ W_x

        # All steps share the weights and biases.
        x, h_prev = steps[t][:2]
        dW_x += da_x.T @ x
        dW_h += da_h.T @ h_prev
        db_x += da_x.sum(axis=0)
        db_h += da_h.sum(axis=0)
    return dx, dh_next, dW_x, dW_h, db_x, db_h
