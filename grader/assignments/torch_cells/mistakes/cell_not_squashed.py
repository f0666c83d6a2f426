"""The cell state is not squashed on its way out.

Equation (3) has a tanh around it.
"""

import torch
from torch import nn


class Cell(nn.Module):
    """What the three have in common: parameters of `gates` blocks of hidden_size rows."""

    def __init__(self, input_size, hidden_size, gates):
        super().__init__()
        bound = hidden_size**-0.5
        for name, shape in (("ih", (input_size,)), ("hh", (hidden_size,))):
            weight = torch.empty(gates * hidden_size, *shape).uniform_(-bound, bound)
            bias = torch.empty(gates * hidden_size).uniform_(-bound, bound)
            self.register_parameter(f"weight_{name}", nn.Parameter(weight))
            self.register_parameter(f"bias_{name}", nn.Parameter(bias))


class RNNCell(Cell):
    def __init__(self, input_size, hidden_size):
        super().__init__(input_size, hidden_size, gates=1)

    def forward(self, x, h_prev):
        return torch.tanh(x @ self.weight_ih.T + self.bias_ih + h_prev @ self.weight_hh.T + self.bias_hh)


class LSTMCell(Cell):
    def __init__(self, input_size, hidden_size):
        super().__init__(input_size, hidden_size, gates=4)

    def forward(self, x, state):
        h_prev, c_prev = state
        z = x @ self.weight_ih.T + self.bias_ih + h_prev @ self.weight_hh.T + self.bias_hh
        i, f, g, o = z.chunk(4, dim=1)
        c = torch.sigmoid(f) * c_prev + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * c
        return h, c


class GRUCell(Cell):
    def __init__(self, input_size, hidden_size):
        super().__init__(input_size, hidden_size, gates=3)

    def forward(self, x, h_prev):
        r_x, z_x, n_x = (x @ self.weight_ih.T + self.bias_ih).chunk(3, dim=1)
        r_h, z_h, n_h = (h_prev @ self.weight_hh.T + self.bias_hh).chunk(3, dim=1)
        r, z = torch.sigmoid(r_x + r_h), torch.sigmoid(z_x + z_h)
        n = torch.tanh(n_x + r * n_h)
        return (1 - z) * n + z * h_prev
