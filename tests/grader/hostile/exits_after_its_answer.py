#: rows = ["F10", "F11", "E09"]
#: outcome = ["Returned", "Ended"]
import os
import threading
import time


def later():
    time.sleep(0.02)
    os._exit(0)


def attack(x):
    threading.Thread(target=later).start()
    return 1.0
