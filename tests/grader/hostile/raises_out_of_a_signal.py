#: rows = ["F30", "F11", "R04"]
#: outcome = ["Returned", "Raised", "Ended", "InvalidReturn"]
#: calls = 20
import random
import signal


class Interruption(BaseException):
    pass


def interrupt(number, frame):
    raise Interruption


def attack(x):
    """An exception at a place in the runner's own code that nobody can know."""
    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 2e-4), 1e-3)
    return x
