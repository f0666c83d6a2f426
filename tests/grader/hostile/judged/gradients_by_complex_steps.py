#: rows = ["S08"]
#: least = 5.0
#: verdict = ["OK", "PARTIAL"]
import numpy as np


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    return h, h @ W_hy.T + b_y, (x, h_prev, W_xh, W_hh, W_hy, b_h, b_y)


def rnn_cell_backward(dh, dy, cache):
    gradients = []
    for number, array in enumerate(cache):
        gradient = np.zeros_like(array)
        for index in np.ndindex(*array.shape):
            arrays = [a.astype(complex) for a in cache]
            arrays[number][index] += 1e-30j
            h, y, _ = rnn_cell_forward(*arrays)
            gradient[index] = ((h * dh).sum() + (y * dy).sum()).imag / 1e-30
        gradients.append(gradient)
    return tuple(gradients)
