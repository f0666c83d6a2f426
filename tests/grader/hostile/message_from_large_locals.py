#: rows = ["L08", "L21"]
#: outcome = ["Raised"]
#: limits = { call_s = 2.0 }
import numpy as np


class Loud:
    def __repr__(self):
        return "loud " * 1_000_000


def attack(x):
    secret = [Loud() for _ in range(3)]
    everything = {number: np.full((100, 100), number) for number in range(100)}
    raise ValueError(x, secret, everything)
