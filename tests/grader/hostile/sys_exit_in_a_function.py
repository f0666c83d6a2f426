#: rows = ["F11"]
#: outcome = ["Ended"]
#: exit_code = 0
import sys


def attack(x):
    sys.exit(0)
