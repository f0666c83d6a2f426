#: rows = ["F17", "F22"]
#: outcome = ["InvalidReturn"]
#: wants = ["array"]
import numpy as np


class Changing:
    def __array__(self, *arguments, **options):
        return np.random.rand(2, 3)


def attack(x):
    return Changing()
