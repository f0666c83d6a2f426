"""A right answer in another hand than the assignment's own files: gates in a dict, one weight matrix, einsum."""

import numpy as np

GATES = "ifgo"


def squash(v):
    return 1.0 / (1.0 + np.exp(-np.clip(v, -500, 500)))


def lstm_cell_forward(x, h_prev, c_prev, W_x, W_h, b):
    size = h_prev.shape[1]
    both = np.concatenate((x, h_prev), axis=1)
    big = np.concatenate((W_x, W_h), axis=1)
    total = both.dot(big.transpose()) + b
    act = {}
    for k, name in enumerate(GATES):
        part = total[:, k * size : (k + 1) * size]
        act[name] = np.tanh(part) if name == "g" else squash(part)
    kept = act["f"] * c_prev
    written = act["i"] * act["g"]
    cell = kept + written
    bent = np.tanh(cell)
    hidden = act["o"] * bent
    return hidden, cell, [both, big, act, c_prev, cell, bent, x.shape[1], h_prev]


def lstm_cell_backward(dh, dc, cache):
    both, big, act, c_prev, cell, bent, width, h_prev = cache
    size = cell.shape[1]
    through = dh * act["o"]
    inner = through * (1.0 - bent**2)
    at_cell = dc + inner
    grads = {}
    grads["i"] = at_cell * act["g"] * act["i"] * (1 - act["i"])
    grads["f"] = at_cell * c_prev * act["f"] * (1 - act["f"])
    grads["g"] = at_cell * act["i"] * (1 - act["g"] ** 2)
    grads["o"] = dh * bent * act["o"] * (1 - act["o"])
    delta = np.zeros((len(dh), 4 * size))
    for k, name in enumerate(GATES):
        delta[:, k * size : (k + 1) * size] = grads[name]
    down = delta @ big
    to_x, to_h = down[:, :width], down[:, width:]
    weights = np.einsum("nk,nj->kj", delta, both)
    bias = np.sum(delta, axis=0)
    to_c = at_cell * act["f"]
    return to_x, to_h, to_c, weights[:, :width], weights[:, width:], bias
