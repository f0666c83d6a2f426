"""Parameters with defaults, other parameter names, type hints and decorators."""
import functools
from typing import Any
import numpy as np

def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

@logged
def rnn_cell_forward(xt: np.ndarray, a, Wx, Wa, Wy, ba, by, activation=np.tanh, *, verbose: bool = False) -> tuple[Any, ...]:
    h = activation(xt @ Wx.T + a @ Wa.T + ba)
    return h, h @ Wy.T + by, (xt, a, h, Wx, Wa, Wy)

@logged
def rnn_cell_backward(da, dyt, memory, clip=None, **options):
    x, h_prev, h, W_xh, W_hh, W_hy = memory
    dy = dyt
    dz = (da + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)
