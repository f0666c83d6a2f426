#: rows = ["S11", "H15"]
#: most = 19.5
#: with_solution = true
_right, _calls = rnn_cell_forward, []


def rnn_cell_forward(*arguments):
    _calls.append(arguments[0].shape)
    h, y, cache = _right(*arguments)
    return (h, y, cache) if len(_calls) == 1 else (np.zeros_like(h), np.zeros_like(y), cache)
