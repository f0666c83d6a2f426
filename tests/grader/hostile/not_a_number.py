#: rows = ["F21", "H01"]
#: outcome = ["Returned"]
#: wants = ["array"]
import numpy as np


def attack(x):
    return np.full((2, 3), np.nan)
