#: rows = ["F09", "L04"]
#: outcome = ["Returned"]
#: wants = ["array"]
#: never = 12345.678
import numpy as np


def attack(x):
    return np.concatenate([np.empty(n) for n in (16, 64, 256, 1024, 4096, 16384)])
