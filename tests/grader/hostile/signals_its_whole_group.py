#: rows = ["E09", "E08", "R06"]
#: outcome = ["Returned", "Ended"]
import os
import signal


def attack(x):
    """The process group of whoever made this process may be its own: with 0, no number is needed to hit it."""
    for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
        for send in (os.kill, os.killpg):
            try:
                send(0, number)
            except OSError:
                continue
    return 1.0
