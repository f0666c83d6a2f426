#: rows = ["F17", "R17"]
#: outcome = ["InvalidReturn", "Returned"]
import itertools


class Endless(tuple):
    _fields = ()

    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 1 << 40


def attack(x):
    return [Endless(), Endless()]
