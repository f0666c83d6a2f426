#: rows = ["E34", "F29", "F11"]
#: outcome = ["Ended"]
#: times = 12
import os
import random
import signal


def attack(x):
    os.kill(os.getpid(), random.choice([signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGABRT, signal.SIGKILL]))
    os._exit(random.randrange(256))
