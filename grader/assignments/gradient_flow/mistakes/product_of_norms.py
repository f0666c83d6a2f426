"""The norms of the single steps are multiplied.

That is an upper bound: the product of norms is larger than the norm of the product.
"""

import numpy as np


def step_jacobian(h, W_h):
    # Row i is multiplied by the derivative of the tanh at unit i.
    return (1 - h**2)[:, None] * W_h


def gradient_norms(h, W_h):
    steps = len(h)
    norms = np.zeros(steps)
    product = 1.0
    for t in reversed(range(steps)):
        norms[t] = product
        product = product * np.linalg.norm(step_jacobian(h[t], W_h), 2)
    return norms


def spectral_radius(W):
    return np.abs(np.linalg.eigvals(W)).max()


def clip_by_norm(dW_x, dW_h, db, limit):
    norm = np.sqrt((dW_x**2).sum() + (dW_h**2).sum() + (db**2).sum())
    factor = min(1.0, limit / norm) if norm > 0 else 1.0
    return dW_x * factor, dW_h * factor, db * factor, norm
