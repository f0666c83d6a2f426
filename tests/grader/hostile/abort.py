#: rows = ["H38"]
#: outcome = ["Ended"]
import os


def attack(x):
    os.abort()
