"""A bidirectional recurrent network. Fill in the functions; keep their names and arguments."""

import numpy as np


def reverse_sequences(x, lengths):
    """Each sequence from its end to its beginning; what lies past the end stays where it is.

    x: (N, T, D)    lengths: (N,), whole numbers from 1 to T

    Returns mirrored (N, T, D).
    """
    raise NotImplementedError


def bidirectional_forward(x, lengths, W_x, W_h, b_w, V_x, V_h, b_v):
    """Read every sequence in both directions.

    x: (N, T, D)    lengths: (N,), whole numbers from 1 to T
    W_x: (H, D)     W_h: (H, H)     b_w: (H,)      from left to right
    V_x: (H, D)     V_h: (H, H)     b_v: (H,)      from right to left

    Returns h (N, T, 2H), both states of every step, zero past the end; last (N, 2H), where each direction has read
    everything; and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def bidirectional_backward(dh, dlast, cache):
    """Go back through both directions.

    dh: (N, T, 2H)    dlast: (N, 2H)

    Returns dx, dW_x, dW_h, db_w, dV_x, dV_h, db_v.
    """
    raise NotImplementedError
