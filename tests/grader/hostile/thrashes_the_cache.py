#: rows = ["R33", "R26"]
#: outcome = ["TimedOut"]
import numpy as np


class Phoenix:
    def __del__(self):
        SAVED.append(self)


SAVED = []
LARGE = np.arange(4 << 20)


def attack(x):
    while True:
        np.random.shuffle(LARGE[: 1 << 16])
        LARGE[::64] += 1
        phoenix = Phoenix()
        phoenix.me = phoenix
        del phoenix
