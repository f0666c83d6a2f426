"""One step of a GRU. Fill in both functions; keep their names, arguments and results."""

import numpy as np


def gru_cell_forward(x, h_prev, W_x, W_h, b_x, b_h):
    """Take one step forward.

    x: (N, D)        h_prev: (N, H)
    W_x: (3H, D)     W_h: (3H, H)      b_x: (3H,)    b_h: (3H,)     blocks of H rows: r, z, n

    Returns h (N, H) and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def gru_cell_backward(dh, cache):
    """Take one step backward.

    dh: (N, H), the gradient that arrives at h

    Returns dx, dh_prev, dW_x, dW_h, db_x, db_h, each in the shape of what it is the gradient of.
    """
    raise NotImplementedError
