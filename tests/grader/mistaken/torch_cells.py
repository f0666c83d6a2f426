"""A right answer in another hand than the assignment's own files: linear layers by function, gates by slices."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def make(owner, count, n_in, n_out):
    k = 1.0 / math.sqrt(n_out)
    owner.weight_ih = nn.Parameter(torch.rand(count * n_out, n_in) * 2 * k - k)
    owner.weight_hh = nn.Parameter(torch.rand(count * n_out, n_out) * 2 * k - k)
    owner.bias_ih = nn.Parameter(torch.zeros(count * n_out))
    owner.bias_hh = nn.Parameter(torch.zeros(count * n_out))
    owner.size = n_out


class RNNCell(nn.Module):
    def __init__(self, input_size: int, hidden_size: int) -> None:
        super(RNNCell, self).__init__()
        make(self, 1, input_size, hidden_size)

    def forward(self, x: torch.Tensor, h_prev: torch.Tensor) -> torch.Tensor:
        from_x = F.linear(x, self.weight_ih, self.bias_ih)
        from_h = F.linear(h_prev, self.weight_hh, self.bias_hh)
        state = torch.tanh(from_x + from_h)
        return state


class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super(LSTMCell, self).__init__()
        make(self, 4, input_size, hidden_size)

    def forward(self, x, state):
        h, c = state
        total = F.linear(x, self.weight_ih, self.bias_ih) + F.linear(h, self.weight_hh, self.bias_hh)
        H = self.size
        i = torch.sigmoid(total[:, :H])
        f = torch.sigmoid(total[:, H : 2 * H])
        g = torch.tanh(total[:, 2 * H : 3 * H])
        o = torch.sigmoid(total[:, 3 * H :])
        cell = f * c + i * g
        hidden = o * torch.tanh(cell)
        return hidden, cell


class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super(GRUCell, self).__init__()
        make(self, 3, input_size, hidden_size)

    def forward(self, x, h_prev):
        H = self.size
        a = F.linear(x, self.weight_ih, self.bias_ih)
        b = F.linear(h_prev, self.weight_hh, self.bias_hh)
        r = torch.sigmoid(a[:, :H] + b[:, :H])
        z = torch.sigmoid(a[:, H : 2 * H] + b[:, H : 2 * H])
        n = torch.tanh(a[:, 2 * H :] + r * b[:, 2 * H :])
        return n + z * (h_prev - n)
