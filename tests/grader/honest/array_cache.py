"""The cache is one flat array; sizes travel in its head."""
import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    parts = [x, h_prev, h, W_xh, W_hh, W_hy]
    sizes = [len(x), x.shape[1], h.shape[1], len(b_y)]
    return h, y, np.concatenate([np.array(sizes, float)] + [part.ravel() for part in parts])

def rnn_cell_backward(dh, dy, cache):
    n, d, k, o = (int(size) for size in cache[:4])
    rest, parts = cache[4:], []
    for shape in [(n, d), (n, k), (n, k), (k, d), (k, k), (o, k)]:
        size = shape[0] * shape[1]
        parts.append(rest[:size].reshape(shape))
        rest = rest[size:]
    x, h_prev, h, W_xh, W_hh, W_hy = parts
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
