"""A right answer in another hand than the assignment's own files: one sequence after the other, each at its length."""

import numpy as np


def reverse_sequences(x, lengths):
    out = np.array(x)
    for n in range(x.shape[0]):
        ell = int(lengths[n])
        for t in range(ell):
            out[n, t] = x[n, ell - 1 - t]
    return out


def bidirectional_forward(x, lengths, W_x, W_h, b_w, V_x, V_h, b_v):
    N, T, _ = x.shape
    H = b_w.size
    h = np.zeros((N, T, 2 * H))
    last = np.zeros((N, 2 * H))
    for n in range(N):
        ell = int(lengths[n])
        state = np.zeros(H)
        for t in range(ell):
            state = np.tanh(W_x.dot(x[n, t]) + W_h.dot(state) + b_w)
            h[n, t, :H] = state
        last[n, :H] = state
        state = np.zeros(H)
        for t in range(ell - 1, -1, -1):
            state = np.tanh(V_x.dot(x[n, t]) + V_h.dot(state) + b_v)
            h[n, t, H:] = state
        last[n, H:] = state
    return h, last, {"x": x, "lengths": lengths, "h": h, "W": (W_x, W_h), "V": (V_x, V_h)}


def bidirectional_backward(dh, dlast, cache):
    x, lengths, h = cache["x"], cache["lengths"], cache["h"]
    N, T, _ = x.shape
    H = h.shape[2] // 2
    dx = np.zeros_like(x)
    found = {}
    for way in ("W", "V"):
        A, B = cache[way]
        gA, gB, gb = np.zeros_like(A), np.zeros_like(B), np.zeros(H)
        mine = slice(0, H) if way == "W" else slice(H, 2 * H)
        for n in range(N):
            ell = int(lengths[n])
            order = list(range(ell)) if way == "W" else list(range(ell - 1, -1, -1))
            flowing = np.array(dlast[n, mine])
            for place in range(ell - 1, -1, -1):
                t = order[place]
                here = h[n, t, mine]
                before = h[n, order[place - 1], mine] if place else np.zeros(H)
                delta = (dh[n, t, mine] + flowing) * (1.0 - here * here)
                gA += np.outer(delta, x[n, t])
                gB += np.outer(delta, before)
                gb += delta
                dx[n, t] += A.T.dot(delta)
                flowing = B.T.dot(delta)
        found[way] = [gA, gB, gb]
    return [dx, *found["W"], *found["V"]]
