#: rows = ["F27"]
#: most = 0.0
#: verdict = ["WA"]
import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    everything = sum(float(each.sum()) for each in (x, h_prev, W_xh, W_hh, W_hy, b_h, b_y))
    h = np.full((x.shape[0], W_hh.shape[0]), everything)
    y = np.full((x.shape[0], b_y.shape[0]), everything)
    return h, y, (x, h_prev, W_xh, W_hh, W_hy, b_h, b_y)


def rnn_cell_backward(dh, dy, cache):
    return tuple(np.full(each.shape, 1e200) for each in cache)
