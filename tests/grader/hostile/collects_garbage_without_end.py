#: rows = ["R26"]
#: outcome = ["TimedOut"]
import gc


def stay(phase, info):
    while True:
        pass


def attack(x):
    gc.callbacks.append(stay)
    gc.set_threshold(1)
    return [[] for _ in range(10)]
