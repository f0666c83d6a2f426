"""Recurrent cells as torch modules. Fill in the classes; keep their names, and those of their parameters."""

import torch
from torch import nn


class RNNCell(nn.Module):
    """weight_ih (H, D), weight_hh (H, H), bias_ih (H,), bias_hh (H,)"""

    def __init__(self, input_size, hidden_size):
        super().__init__()

    def forward(self, x, h_prev):
        """x: (N, D), h_prev: (N, H). Returns h (N, H)."""
        raise NotImplementedError


class LSTMCell(nn.Module):
    """weight_ih (4H, D), weight_hh (4H, H), bias_ih (4H,), bias_hh (4H,), blocks i, f, g, o"""

    def __init__(self, input_size, hidden_size):
        super().__init__()

    def forward(self, x, state):
        """x: (N, D), state: a tuple of h_prev and c_prev, (N, H) each. Returns h, c, (N, H) each."""
        raise NotImplementedError


class GRUCell(nn.Module):
    """weight_ih (3H, D), weight_hh (3H, H), bias_ih (3H,), bias_hh (3H,), blocks r, z, n"""

    def __init__(self, input_size, hidden_size):
        super().__init__()

    def forward(self, x, h_prev):
        """x: (N, D), h_prev: (N, H). Returns h (N, H)."""
        raise NotImplementedError
