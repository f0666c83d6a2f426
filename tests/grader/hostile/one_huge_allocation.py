#: rows = ["R10"]
#: outcome = ["MemoryExceeded"]
import numpy as np


def attack(x):
    return np.zeros((1 << 20, 1 << 20))
