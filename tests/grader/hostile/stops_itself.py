#: rows = ["R06"]
#: outcome = ["TimedOut", "Returned"]
import os
import signal


def attack(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return 1.0
