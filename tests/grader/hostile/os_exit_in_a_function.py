#: rows = ["F11", "F29"]
#: outcome = ["Ended"]
#: exit_code = 0
import os


def attack(x):
    os._exit(0)
