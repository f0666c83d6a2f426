"""The derivative of the tanh is missing.

On its way from h back to the argument of the tanh, the gradient has to be multiplied by 1 - h**2. Yours arrives there
unchanged.
"""


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = dh + dy @ W_hy
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
