"""Causal attention, all at once and step by step. Fill in the functions; keep their names and arguments."""

import numpy as np


def attention_forward(q, k, v):
    """All queries at once; query t sees the keys 0 to t.

    q, k: (N, T, D)    v: (N, T, E)

    Returns y (N, T, E), weights (N, T, T), a row for each query, and cache: whatever your backward pass needs.
    """
    raise NotImplementedError


def attention_backward(dy, cache):
    """The gradients of what produced dy (N, T, E). Returns dq, dk, dv."""
    raise NotImplementedError


def attention_step(q, k, v, keys, values):
    """One query, whose own key and value are put at the end of the cache first.

    q, k: (N, D)    v: (N, E)    keys: (N, T, D)    values: (N, T, E); T may be 0

    Returns y (N, E), all_keys (N, T+1, D), all_values (N, T+1, E).
    """
    raise NotImplementedError
