"""How gradients flow through time. Fill in the functions; keep their names, arguments and results."""

import numpy as np


def step_jacobian(h, W_h):
    """The derivative of a step's new state h (H,) with respect to the state before it. Returns J (H, H)."""
    raise NotImplementedError


def gradient_norms(h, W_h):
    """The largest factor by which a gradient grows on its way from the last state back to each state.

    h: (T, H), the states of all steps. Returns norms (T,).
    """
    raise NotImplementedError


def spectral_radius(W):
    """The largest absolute value of an eigenvalue of W (H, H). Returns radius, a single number."""
    raise NotImplementedError


def clip_by_norm(dW_x, dW_h, db, limit):
    """Shorten three gradients together to the length `limit` if they are longer.

    Returns clipped_dW_x, clipped_dW_h, clipped_db, each in its old shape, and norm, their length before.
    """
    raise NotImplementedError
