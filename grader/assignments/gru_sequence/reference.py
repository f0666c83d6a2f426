"""The oracle: the GRU's steps one after the other in torch. Autograd through them gives the gradients."""

import torch


def gru_sequence_forward(x, h0, W_x, W_h, b_x, b_h):
    h, states = h0, []
    for x_t in x.unbind(dim=1):
        x_r, x_z, x_n = (x_t @ W_x.T + b_x).chunk(3, dim=1)
        h_r, h_z, h_n = (h @ W_h.T + b_h).chunk(3, dim=1)
        z = torch.sigmoid(x_z + h_z)
        n = torch.tanh(x_n + torch.sigmoid(x_r + h_r) * h_n)
        h = (1 - z) * n + z * h
        states.append(h)
    return torch.stack(states, dim=1)
