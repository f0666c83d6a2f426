#: rows = ["S16"]
#: most = 19.0
#: with_solution = true
_right = rnn_cell_forward


def rnn_cell_forward(*arguments):
    h, y, cache = _right(*(a.astype(np.float16) for a in arguments))
    return h.astype(np.float64), y.astype(np.float64), cache
