"""The oracle: each sequence all at once, in torch. The state is None, for a whole sequence begins at its beginning."""

import torch


def average_stream(x, state):
    counts = torch.arange(1, x.shape[1] + 1, dtype=torch.float64)
    return x.cumsum(dim=1) / counts.unsqueeze(1)


def convolution_stream(x, state, W, b):
    y = b.expand(x.shape[0], x.shape[1], len(b))
    for j, W_j in enumerate(W.unbind()):
        before = x.new_zeros(x.shape[0], j, x.shape[2])
        y = y + torch.cat([before, x], dim=1)[:, : x.shape[1]] @ W_j.T
    return y


def lstm_stream(x, state, W_x, W_h, b):
    h = x.new_zeros(x.shape[0], W_h.shape[1])
    c, states = h, []
    for x_t in x.unbind(dim=1):
        i, f, g, o = (x_t @ W_x.T + h @ W_h.T + b).chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        states.append(h)
    return torch.stack(states, dim=1)
