#: rows = ["S14"]
#: most = 14.0
#: with_solution = true
_right = rnn_cell_forward


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    return _right(x, np.zeros_like(h_prev), W_xh, W_hh, W_hy, np.zeros_like(b_h), b_y)
