"""One step of a recurrent network. Fill in both functions; keep their names, arguments and results."""

import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    """Take one step forward.

    x: (N, D)       h_prev: (N, H)
    W_xh: (H, D)    W_hh: (H, H)    W_hy: (O, H)    b_h: (H,)    b_y: (O,)

    Returns h (N, H), y (N, O) and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def rnn_cell_backward(dh, dy, cache):
    """Take one step backward.

    dh: (N, H), the gradient that arrives at h from later steps
    dy: (N, O), the gradient that arrives at y

    Returns dx, dh_prev, dW_xh, dW_hh, dW_hy, db_h, db_y, each in the shape of what it is the gradient of.
    """
    raise NotImplementedError
