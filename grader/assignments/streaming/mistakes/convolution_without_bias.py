"""The convolution has no bias.

To each output $b$ is added, once.
"""

import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def average_stream(x, state):
    steps = x.shape[1]
    count, total = state if state is not None else (0, np.zeros((len(x), x.shape[2])))
    sums = total[:, None] + x.cumsum(axis=1)
    counts = count + np.arange(1, steps + 1)
    return sums / counts[:, None], (count + steps, sums[:, -1])


def convolution_stream(x, state, W, b):
    width, steps = len(W), x.shape[1]
    before = state if state is not None else np.zeros((len(x), width - 1, x.shape[2]))
    seen = np.concatenate([before, x], axis=1)
    y = np.zeros((len(x), steps, len(b)))
    for j in range(width):
        start = width - 1 - j
        y += seen[:, start : start + steps] @ W[j].T
    return y, seen[:, steps:]  # the last K - 1 inputs


def lstm_stream(x, state, W_x, W_h, b):
    zeros = np.zeros((len(x), W_h.shape[1]))
    h, c = state if state is not None else (zeros, zeros)
    states = np.zeros((len(x), x.shape[1], W_h.shape[1]))
    for t in range(x.shape[1]):
        z_i, z_f, z_g, z_o = np.split(x[:, t] @ W_x.T + h @ W_h.T + b, 4, axis=1)
        c = sigmoid(z_f) * c + sigmoid(z_i) * np.tanh(z_g)
        h = sigmoid(z_o) * np.tanh(c)
        states[:, t] = h
    return states, (h, c)
