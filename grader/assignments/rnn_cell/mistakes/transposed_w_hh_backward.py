"""W_hh is transposed on the way back to h_prev.

Forward, the step uses h_prev @ W_hh.T. Backward the transpose goes away again: dh_prev = dz @ W_hh. W_hh is square,
so the shapes do not warn you.
"""


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh.T, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
