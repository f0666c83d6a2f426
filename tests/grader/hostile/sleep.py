#: rows = ["R03"]
#: outcome = ["TimedOut"]
import time


def attack(x):
    time.sleep(3600)
