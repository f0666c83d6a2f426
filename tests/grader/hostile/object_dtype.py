#: rows = ["F19"]
#: outcome = ["InvalidReturn"]
#: wants = ["array"]
import numpy as np


class Evil:
    def __reduce__(self):
        return print, ("unpickled",)


def attack(x):
    return np.array([Evil()], dtype=object)
