"""The norms are in reverse order.

The first entry belongs to the first state, the last one, which is 1, to the last.
"""

import numpy as np


def step_jacobian(h, W_h):
    # Row i is multiplied by the derivative of the tanh at unit i.
    return (1 - h**2)[:, None] * W_h


def gradient_norms(h, W_h):
    steps = len(h)
    norms = np.zeros(steps)
    product = np.eye(len(W_h))
    for t in reversed(range(steps)):
        norms[t] = np.linalg.norm(product, 2)
        product = product @ step_jacobian(h[t], W_h)
    return norms[::-1]


def spectral_radius(W):
    return np.abs(np.linalg.eigvals(W)).max()


def clip_by_norm(dW_x, dW_h, db, limit):
    norm = np.sqrt((dW_x**2).sum() + (dW_h**2).sum() + (db**2).sum())
    factor = min(1.0, limit / norm) if norm > 0 else 1.0
    return dW_x * factor, dW_h * factor, db * factor, norm
