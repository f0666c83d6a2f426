"""A right answer in another hand than the assignment's own files: step after step, and states that are dicts."""

import numpy as np


def average_stream(x, state):
    state = dict(state) if state else {"n": 0, "mean": np.zeros((x.shape[0], x.shape[2]))}
    m = np.empty_like(x)
    for t in range(x.shape[1]):
        state["n"] += 1
        state["mean"] = state["mean"] + (x[:, t] - state["mean"]) / state["n"]
        m[:, t] = state["mean"]
    return m, state


def convolution_stream(x, state, W, b):
    K = W.shape[0]
    window = list(state) if state else [np.zeros((x.shape[0], x.shape[2])) for _ in range(K)]
    out = []
    for t in range(x.shape[1]):
        window = [x[:, t].copy(), *window[: K - 1]]
        out.append(b + sum(window[j].dot(W[j].T) for j in range(K)))
    return np.stack(out, axis=1), window


def squash(v):
    return 1.0 / (1.0 + np.exp(-np.clip(v, -500, 500)))


def lstm_stream(x, state, W_x, W_h, b):
    N, T, _ = x.shape
    H = W_h.shape[1]
    if state is None:
        state = {"h": np.zeros((N, H)), "c": np.zeros((N, H))}
    h, c = state["h"], state["c"]
    out = np.zeros((N, T, H))
    for t in range(T):
        a = x[:, t].dot(W_x.T) + h.dot(W_h.T) + b
        i = squash(a[:, :H])
        f = squash(a[:, H : 2 * H])
        g = np.tanh(a[:, 2 * H : 3 * H])
        o = squash(a[:, 3 * H :])
        c = f * c + i * g
        h = o * np.tanh(c)
        out[:, t] = h
    return out, {"h": h, "c": c}
