#: rows = ["F30"]
#: outcome = ["Ended"]
import os


def attack(x):
    os.close(3)
    while True:
        pass
