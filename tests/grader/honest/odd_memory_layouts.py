"""Fortran order, negative strides, slices of larger arrays, read-only results."""
import numpy as np

def fortran(a):
    return np.asfortranarray(a)

def backwards(a):
    return np.ascontiguousarray(a[::-1])[::-1]

def sliced(a):
    big = np.zeros(tuple(2 * side for side in a.shape))
    view = big[tuple(slice(None, None, 2) for _ in a.shape)]
    view[...] = a
    return view

def locked(a):
    a = a.copy()
    a.flags.writeable = False
    return a

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    return fortran(h), backwards(y), (x, h_prev, h, W_xh, W_hh, W_hy)

def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + dy @ W_hy) * (1 - h**2)
    dx, dh_prev, dW_xh, dW_hh, dW_hy, db_h, db_y = dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
    return sliced(dx), locked(dh_prev), fortran(dW_xh), backwards(dW_hh), sliced(dW_hy), backwards(db_h), sliced(db_y)
#: rows = ["H09"]
