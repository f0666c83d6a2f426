"""A right answer in another hand than the assignment's own files: a loop over queries, and a mask that is added."""

import numpy as np


def shares(s):
    s = s - np.max(s, axis=-1, keepdims=True)
    p = np.exp(s)
    return p / np.sum(p, axis=-1, keepdims=True)


def attention_forward(q, k, v):
    N, T, D = q.shape
    scale = 1.0 / D**0.5
    mask = np.triu(np.full((T, T), -1e30), k=1)
    s = np.einsum("btd,bsd->bts", q, k) * scale + mask
    a = shares(s)
    out = np.zeros((N, T, v.shape[2]))
    for t in range(T):
        for s in range(t + 1):
            out[:, t] += a[:, t, s, None] * v[:, s]
    return out, a, dict(q=q, k=k, v=v, a=a, scale=scale)


def attention_backward(dy, cache):
    q, k, v, a, scale = (cache[name] for name in ("q", "k", "v", "a", "scale"))
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    for t in range(q.shape[1]):
        row = a[:, t, :]
        drow = np.einsum("be,bse->bs", dy[:, t], v)
        ds = row * drow - row * np.sum(row * drow, axis=1, keepdims=True)
        ds = ds * scale
        dq[:, t] = np.einsum("bs,bsd->bd", ds, k)
        dk += ds[:, :, None] * q[:, t, None, :]
        dv += row[:, :, None] * dy[:, t, None, :]
    return dq, dk, dv


def attention_step(q, k, v, keys, values):
    N, T, D = keys.shape
    K = np.empty((N, T + 1, D))
    V = np.empty((N, T + 1, values.shape[2]))
    K[:, :T], K[:, T] = keys, k
    V[:, :T], V[:, T] = values, v
    y = np.zeros((N, V.shape[2]))
    for n in range(N):
        a = shares(K[n].dot(q[n]) / np.sqrt(D))
        y[n] = a.dot(V[n])
    return y, K, V
