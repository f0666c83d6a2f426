#: rows = ["S09"]
#: least = 20.0
import numpy as np


class Node:
    """An array that knows what it was made from."""

    def __init__(self, value, made_from=()):
        self.value, self.made_from, self.gradient = value, made_from, np.zeros_like(value)

    def __add__(self, other):
        def back(g):
            return g if other.value.ndim == 2 else g.sum(axis=0)
        return Node(self.value + other.value, ((self, lambda g: g), (other, back)))

    def times(self, weights):
        return Node(
            self.value @ weights.value.T,
            ((self, lambda g: g @ weights.value), (weights, lambda g: g.T @ self.value)),
        )

    def tanh(self):
        value = np.tanh(self.value)
        return Node(value, ((self, lambda g: g * (1 - value**2)),))


def rnn_cell_forward(*arrays):
    leaves = [Node(array) for array in arrays]
    x, h_prev, W_xh, W_hh, W_hy, b_h, b_y = leaves
    h = (x.times(W_xh) + h_prev.times(W_hh) + b_h).tanh()
    y = h.times(W_hy) + b_y
    return h.value, y.value, (leaves, h, y)


def rnn_cell_backward(dh, dy, cache):
    leaves, h, y = cache
    for leaf in leaves:
        leaf.gradient = np.zeros_like(leaf.value)
    waiting = [(y, dy), (h, dh)]
    while waiting:
        node, gradient = waiting.pop()
        node.gradient = node.gradient + gradient
        waiting += [(parent, back(gradient)) for parent, back in node.made_from]
    return tuple(leaf.gradient for leaf in leaves)
