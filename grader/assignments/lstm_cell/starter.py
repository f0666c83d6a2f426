"""One step of an LSTM. Fill in both functions; keep their names, arguments and results."""

import numpy as np


def lstm_cell_forward(x, h_prev, c_prev, W_x, W_h, b):
    """Take one step forward.

    x: (N, D)        h_prev: (N, H)    c_prev: (N, H)
    W_x: (4H, D)     W_h: (4H, H)      b: (4H,)         blocks of H rows: i, f, g, o

    Returns h (N, H), c (N, H) and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def lstm_cell_backward(dh, dc, cache):
    """Take one step backward.

    dh: (N, H), the gradient that arrives at h
    dc: (N, H), the gradient that arrives at c from the next step

    Returns dx, dh_prev, dc_prev, dW_x, dW_h, db, each in the shape of what it is the gradient of.
    """
    raise NotImplementedError
