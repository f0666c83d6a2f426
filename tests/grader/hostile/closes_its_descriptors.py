#: rows = ["F30"]
#: outcome = ["Returned"]
import os
import sys

for number in (0, 1, 2):
    os.close(number)
sys.stdout = sys.stderr = sys.stdin = None
sys.excepthook = None


def attack(x):
    return 1.0
