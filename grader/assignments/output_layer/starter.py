"""The output layer and its loss. Fill in the functions; keep their names, arguments and results."""

import numpy as np


def output_forward(h, W_hy, b_y):
    """h: (N, T, H), W_hy: (V, H), b_y: (V,). Returns the scores y (N, T, V) and cache: whatever backward needs."""
    raise NotImplementedError


def output_backward(dy, cache):
    """dy: (N, T, V). Returns dh, dW_hy, db_y, each in the shape of what it is the gradient of."""
    raise NotImplementedError


def cross_entropy(y, targets, mask):
    """The mean cross-entropy over the places where the mask is set, and its gradient.

    y: (N, T, V)    targets: (N, T), whole numbers from 0 to V - 1    mask: (N, T), True or False

    Returns loss, a single number, and dy (N, T, V).
    """
    raise NotImplementedError
