"""The oracle: the LSTM's steps one after the other in torch. Autograd through them gives the gradients."""

import torch


def lstm_sequence_forward(x, h0, c0, W_x, W_h, b):
    h, c, states = h0, c0, []
    for x_t in x.unbind(dim=1):
        i, f, g, o = (x_t @ W_x.T + h @ W_h.T + b).chunk(4, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        states.append(h)
    return torch.stack(states, dim=1), c
