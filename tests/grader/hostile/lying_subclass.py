#: rows = ["F16"]
#: outcome = ["InvalidReturn"]
#: wants = ["array"]
import numpy as np


class Liar(np.ndarray):
    def __array_ufunc__(self, *arguments, **options):
        return True

    def __eq__(self, other):
        return np.bool_(True)


def attack(x):
    return np.zeros((2, 3)).view(Liar)
