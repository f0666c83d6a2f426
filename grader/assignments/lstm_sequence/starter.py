"""An LSTM over a whole sequence. Fill in both functions; keep their names, arguments and results."""

import numpy as np


def lstm_sequence_forward(x, h0, c0, W_x, W_h, b):
    """Run over all steps.

    x: (N, T, D)     h0: (N, H)        c0: (N, H)
    W_x: (4H, D)     W_h: (4H, H)      b: (4H,)         blocks of H rows: i, f, g, o

    Returns h (N, T, H), the hidden states of all steps; c (N, H), the last cell state; and cache: whatever your
    backward pass needs.
    """
    raise NotImplementedError


def lstm_sequence_backward(dh, dc, cache):
    """Go back through all steps.

    dh: (N, T, H), the gradient that arrives at the hidden state of each step
    dc: (N, H), the gradient that arrives at the last cell state

    Returns dx, dh0, dc0, dW_x, dW_h, db, each in the shape of what it is the gradient of.
    """
    raise NotImplementedError
