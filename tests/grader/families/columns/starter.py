import numpy as np
from rnn_utils import *


def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    a_next, c_next, yt_pred = None, None, None
    ### START CODE HERE ###
    ### END CODE HERE ###
    cache = (a_next, c_next, xt, parameters)
    return a_next, c_next, yt_pred, cache


def lstm_cell_backward(da_next, dc_next, cache):
    raise NotImplementedError


def lstm_forward(x, a0, parameters):
    raise NotImplementedError


def lstm_backward(da, caches):
    raise NotImplementedError
