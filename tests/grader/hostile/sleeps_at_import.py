#: rows = ["R25", "R03"]
#: imported = "timeout"
import time

time.sleep(3600)


def attack(x):
    return x
