#: rows = ["F15", "F30"]
#: outcome = ["Returned", "Ended"]
#: calls = 3
import os


def attack(x):
    os.set_blocking(3, False)
    return 1.0
