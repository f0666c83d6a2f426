"""Seeds numpy at import, changes global numpy settings, keeps counters; none of it touches a result."""
import numpy as np

np.random.seed(0)
np.seterr(all="raise", under="ignore")
np.set_printoptions(precision=2)
calls = 0
history = []

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    global calls
    calls += 1
    np.random.rand(3)
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    history.append(h)
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)

def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
#: rows = ["H17"]
