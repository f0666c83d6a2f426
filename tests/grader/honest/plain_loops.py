"""No matrix product at all: three nested loops, as in the first lecture."""
import math
import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    N, D = x.shape
    H, O = len(b_h), len(b_y)
    h, y = np.zeros((N, H)), np.zeros((N, O))
    for n in range(N):
        for i in range(H):
            z = b_h[i]
            for j in range(D):
                z += W_xh[i, j] * x[n, j]
            for j in range(H):
                z += W_hh[i, j] * h_prev[n, j]
            h[n, i] = math.tanh(z)
        for o in range(O):
            y[n, o] = b_y[o] + sum(W_hy[o, i] * h[n, i] for i in range(H))
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)

def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dx, dh_prev, dW_xh, dW_hh, dW_hy = (np.zeros(a.shape) for a in (x, h_prev, W_xh, W_hh, W_hy))
    db_h, db_y = np.zeros(len(W_hh)), np.zeros(len(W_hy))
    for n in range(len(x)):
        for o in range(len(W_hy)):
            db_y[o] += dy[n, o]
            dW_hy[o] += dy[n, o] * h[n]
        for i in range(len(W_hh)):
            dz = dh[n, i]
            for o in range(len(W_hy)):
                dz += dy[n, o] * W_hy[o, i]
            dz *= 1 - h[n, i] * h[n, i]
            db_h[i] += dz
            dx[n] += dz * W_xh[i]
            dh_prev[n] += dz * W_hh[i]
            dW_xh[i] += dz * x[n]
            dW_hh[i] += dz * h_prev[n]
    return dx, dh_prev, dW_xh, dW_hh, dW_hy, db_h, db_y
