#: rows = ["F31", "F30"]
#: outcome = ["Returned", "Raised", "Ended"]
#: calls = 2
import sys


def attack(x):
    try:
        sys.setrecursionlimit(len(__import__("inspect").stack()) + 2)
    except RecursionError:
        sys.setrecursionlimit(40)
    return 1.0
