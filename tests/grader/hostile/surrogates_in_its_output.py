#: rows = ["H42", "E28", "E30"]
#: outcome = ["Returned"]
import os


def attack(x):
    print("\ud800 \0 \x1b[31m")
    os.write(1, b"\xff\xfe\n")
    return "\ud800"
