"""A class keeps the state; nothing needs to be returned as cache."""
import numpy as np

class Cell:
    saved = None

    def forward(self, x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
        h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
        self.saved = (x, h_prev, h, W_xh, W_hh, W_hy)
        return h, h @ W_hy.T + b_y, None

    def backward(self, dh, dy):
        x, h_prev, h, W_xh, W_hh, W_hy = self.saved
        dz = (dh + dy @ W_hy) * (1 - h**2)
        return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)

_cell = Cell()

def rnn_cell_forward(*args):
    return _cell.forward(*args)

def rnn_cell_backward(dh, dy, cache):
    return _cell.backward(dh, dy)
