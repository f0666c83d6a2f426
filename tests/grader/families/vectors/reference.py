import torch


def GRUCell_forward(x, h, Wrx, Wzx, Wnx, Wrh, Wzh, Wnh, brx, bzx, bnx, brh, bzh, bnh):
    r = torch.sigmoid(Wrx @ x + brx + Wrh @ h + brh)
    z = torch.sigmoid(Wzx @ x + bzx + Wzh @ h + bzh)
    n = torch.tanh(Wnx @ x + bnx + r * (Wnh @ h + bnh))
    return (1 - z) * n + z * h


def RNNCell_forward(x, h, W_ih, W_hh, b_ih, b_hh):
    return torch.tanh(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh)
