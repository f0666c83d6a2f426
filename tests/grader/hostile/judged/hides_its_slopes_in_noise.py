#: rows = ["S12", "F27", "H16"]
#: most = 8.0
#: with_solution = true
_right = rnn_cell_forward


def rnn_cell_forward(*arguments):
    """So much noise that no slope can be measured does not make a gradient right."""
    h, y, cache = _right(*arguments)
    return h + 1e-9 * np.random.randn(*h.shape), y + 1e-9 * np.random.randn(*y.shape), cache


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    return tuple(1.01 * a for a in (x, h_prev, W_xh, W_hh, W_hy, h.sum(axis=0), dy.sum(axis=1)[:1].repeat(len(W_hy))))
