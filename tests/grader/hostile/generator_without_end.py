#: rows = ["F22", "R17"]
#: outcome = ["InvalidReturn"]
#: wants = ["array"]
import itertools


def attack(x):
    return (x for _ in itertools.count())
