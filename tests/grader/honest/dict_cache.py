import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    y = h @ W_hy.T + b_y
    return h, y, dict(x=x, h_prev=h_prev, h=h, W_xh=W_xh, W_hh=W_hh, W_hy=W_hy)

def rnn_cell_backward(dh, dy, cache):
    c = cache
    dz = (dh + dy @ c["W_hy"]) * (1 - c["h"] ** 2)
    return (dz @ c["W_xh"], dz @ c["W_hh"], dz.T @ c["x"], dz.T @ c["h_prev"], dy.T @ c["h"], dz.sum(axis=0), dy.sum(axis=0))
