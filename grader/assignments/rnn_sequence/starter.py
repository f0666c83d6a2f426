"""A recurrent network over sequences of different lengths. Fill in the functions; keep their names and arguments."""

import numpy as np


def rnn_sequence_forward(x, lengths, h0, W_x, W_h, b):
    """Run over all steps.

    x: (N, T, D)    lengths: (N,), whole numbers from 1 to T    h0: (N, H)
    W_x: (H, D)     W_h: (H, H)      b: (H,)

    Returns h (N, T, H), the states of all steps, and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def rnn_sequence_backward(dh, cache):
    """Go back through all steps. dh: (N, T, H). Returns dx, dh0, dW_x, dW_h, db."""
    raise NotImplementedError


def truncated_gradients(x, dh, h0, W_x, W_h, b, k):
    """The gradients of the weights where nothing flows back across the beginning of a piece of k steps.

    Every sequence here has all T steps. Returns dW_x, dW_h, db.
    """
    raise NotImplementedError
