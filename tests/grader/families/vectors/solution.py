import numpy as np
from mytorch.activation import *


class GRUCell(object):
    def __init__(self, input_size, hidden_size):
        self.d, self.h = input_size, hidden_size
        for gate in "rzn":
            setattr(self, "dW%sx" % gate, np.zeros((self.h, self.d)))
            setattr(self, "dW%sh" % gate, np.zeros((self.h, self.h)))
            setattr(self, "db%sx" % gate, np.zeros(self.h))
            setattr(self, "db%sh" % gate, np.zeros(self.h))
        self.r_act, self.z_act, self.h_act = Sigmoid(), Sigmoid(), Tanh()

    def init_weights(self, Wrx, Wzx, Wnx, Wrh, Wzh, Wnh, brx, bzx, bnx, brh, bzh, bnh):
        self.Wrx, self.Wzx, self.Wnx, self.Wrh, self.Wzh, self.Wnh = Wrx, Wzx, Wnx, Wrh, Wzh, Wnh
        self.brx, self.bzx, self.bnx, self.brh, self.bzh, self.bnh = brx, bzx, bnx, brh, bzh, bnh

    def __call__(self, x, h_prev_t):
        return self.forward(x, h_prev_t)

    def forward(self, x, h_prev_t):
        self.x, self.hidden = x, h_prev_t
        self.r = self.r_act(self.Wrx @ x + self.brx + self.Wrh @ h_prev_t + self.brh)
        self.z = self.z_act(self.Wzx @ x + self.bzx + self.Wzh @ h_prev_t + self.bzh)
        self.inner = self.Wnh @ h_prev_t + self.bnh
        self.n = self.h_act(self.Wnx @ x + self.bnx + self.r * self.inner)
        h_t = (1 - self.z) * self.n + self.z * h_prev_t
        assert h_t.shape == (self.h,)
        return h_t

    def backward(self, delta):
        x, h = self.x.reshape(-1, 1), self.hidden.reshape(-1, 1)
        delta = delta.reshape(-1)
        dn = delta * (1 - self.z) * (1 - self.n ** 2)
        dz = delta * (self.hidden - self.n) * self.z_act.derivative()
        dr = dn * self.inner * self.r_act.derivative()
        dinner = dn * self.r
        self.dWnx += np.outer(dn, x)
        self.dbnx += dn
        self.dWnh += np.outer(dinner, h)
        self.dbnh += dinner
        self.dWzx += np.outer(dz, x)
        self.dWzh += np.outer(dz, h)
        self.dbzx += dz
        self.dbzh += dz
        self.dWrx += np.outer(dr, x)
        self.dWrh += np.outer(dr, h)
        self.dbrx += dr
        self.dbrh += dr
        dx = dn @ self.Wnx + dz @ self.Wzx + dr @ self.Wrx
        dh = delta * self.z + dinner @ self.Wnh + dz @ self.Wzh + dr @ self.Wrh
        return dx.reshape(1, -1), dh.reshape(1, -1)


class RNNCell(object):
    def __init__(self, input_size, hidden_size):
        self.activation = Tanh()
        self.W_ih, self.W_hh = np.random.randn(hidden_size, input_size), np.random.randn(hidden_size, hidden_size)
        self.b_ih, self.b_hh = np.random.randn(hidden_size), np.random.randn(hidden_size)
        self.dW_ih, self.dW_hh = np.zeros_like(self.W_ih), np.zeros_like(self.W_hh)
        self.db_ih, self.db_hh = np.zeros_like(self.b_ih), np.zeros_like(self.b_hh)

    def forward(self, x, h_prev_t):
        return self.activation(x @ self.W_ih.T + self.b_ih + h_prev_t @ self.W_hh.T + self.b_hh)

    def backward(self, delta, h_t, h_prev_l, h_prev_t):
        batch_size = delta.shape[0]
        dz = self.activation.derivative(state=h_t) * delta
        self.dW_ih += dz.T @ h_prev_l / batch_size
        self.dW_hh += dz.T @ h_prev_t / batch_size
        self.db_ih += np.sum(dz, axis=0) / batch_size
        self.db_hh += np.sum(dz, axis=0) / batch_size
        return dz @ self.W_ih, dz @ self.W_hh
