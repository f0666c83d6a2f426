#: rows = ["R21"]
#: outcome = ["TimedOut"]
import re


def attack(x):
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))
