#: rows = ["S14"]
#: most = 12.0
#: with_solution = true
_right = rnn_cell_forward


def rnn_cell_forward(x, h_prev, *weights):
    h, y, cache = _right(x, h_prev, *weights)
    return np.repeat(h[:1], len(x), axis=0), np.repeat(y[:1], len(x), axis=0), cache
