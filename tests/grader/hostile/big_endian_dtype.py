#: rows = ["F19"]
#: outcome = ["InvalidReturn"]
#: wants = ["array"]
import numpy as np


def attack(x):
    return np.zeros(3, ">f8")
