"""The oracle: equations (1) to (3) in torch. Autograd through it gives the gradients."""

import torch


def gru_cell_forward(x, h_prev, W_x, W_h, b_x, b_h):
    x_r, x_z, x_n = (x @ W_x.T + b_x).chunk(3, dim=1)
    h_r, h_z, h_n = (h_prev @ W_h.T + b_h).chunk(3, dim=1)
    z = torch.sigmoid(x_z + h_z)
    n = torch.tanh(x_n + torch.sigmoid(x_r + h_r) * h_n)
    return (1 - z) * n + z * h_prev
