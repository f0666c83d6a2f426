#: rows = ["F20"]
#: most = 0.0
import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    return np.zeros((0,)), np.zeros((1,)), (x, h_prev, W_xh, W_hh, W_hy, b_h, b_y)


def rnn_cell_backward(dh, dy, cache):
    return tuple(np.zeros((0,)) for _ in range(7))
