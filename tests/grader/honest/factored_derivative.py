"""(1 - h)(1 + h), one concatenated matrix product, and helper functions."""
import numpy as np

EPS = 0.0
ACTIVATIONS = {"tanh": (np.tanh, lambda h: (1 - h) * (1 + h))}

def affine(a, W, b):
    return np.dot(a, W.T) + b

def affine_back(d, a, W):
    return d @ W, d.T @ a, d.sum(axis=0)

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    activate, _ = ACTIVATIONS["tanh"]
    stacked, W = np.hstack([h_prev, x]), np.hstack([W_hh, W_xh])
    h = activate(affine(stacked, W, b_h)) + EPS
    return h, affine(h, W_hy, b_y), (stacked, W, h, W_hy)

def rnn_cell_backward(dh, dy, cache):
    stacked, W, h, W_hy = cache
    _, slope = ACTIVATIONS["tanh"]
    dh_y, dW_hy, db_y = affine_back(dy, h, W_hy)
    d, dW, db_h = affine_back((dh + dh_y) * slope(h), stacked, W)
    k = h.shape[1]
    return d[:, k:], d[:, :k], dW[:, k:], dW[:, :k], dW_hy, db_h, db_y
