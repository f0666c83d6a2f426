#: rows = ["R20"]
#: limits = { call_s = 5.0 }
#: outcome = ["MemoryExceeded", "Ended", "Raised", "TimedOut"]
import sys

sys.setrecursionlimit(10**9)


def attack(x):
    return attack(x)
