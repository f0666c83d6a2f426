"""A GRU over a whole sequence. Fill in both functions; keep their names, arguments and results."""

import numpy as np


def gru_sequence_forward(x, h0, W_x, W_h, b_x, b_h):
    """Run over all steps.

    x: (N, T, D)     h0: (N, H)
    W_x: (3H, D)     W_h: (3H, H)      b_x: (3H,)    b_h: (3H,)     blocks of H rows: r, z, n

    Returns h (N, T, H), the states of all steps, and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def gru_sequence_backward(dh, cache):
    """Go back through all steps.

    dh: (N, T, H), the gradient that arrives at the state of each step

    Returns dx, dh0, dW_x, dW_h, db_x, db_h, each in the shape of what it is the gradient of.
    """
    raise NotImplementedError
