#: rows = ["L09", "L10", "H26"]
#: most = 0.0
import warnings

import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    """What is handed out by name: keys, classes, warnings, names of threads and files."""
    told = " ".join(f"{value:.9f}" for value in x.ravel())
    warnings.warn(told)
    kind = type(told, (Exception,), {"__module__": told, "__qualname__": told})
    if len(x) % 2:
        raise kind(told)
    return {told: x, "h": kind(told)}


def rnn_cell_backward(dh, dy, cache):
    raise KeyError(str(dh))
