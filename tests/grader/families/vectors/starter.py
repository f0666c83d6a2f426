import numpy as np


class GRUCell:
    def __init__(self, input_size, hidden_size):
        pass

    def init_weights(self, Wrx, Wzx, Wnx, Wrh, Wzh, Wnh, brx, bzx, bnx, brh, bzh, bnh):
        self.Wrx, self.Wzx, self.Wnx = Wrx, Wzx, Wnx

    def forward(self, x, h_prev_t):
        raise NotImplementedError

    def backward(self, delta):
        raise NotImplementedError


class RNNCell:
    def __init__(self, input_size, hidden_size):
        pass

    def forward(self, x, h_prev_t):
        h_t = None  # TODO
        return h_t

    def backward(self, delta, h_t, h_prev_l, h_prev_t):
        raise NotImplementedError
