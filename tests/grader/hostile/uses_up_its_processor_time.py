#: rows = ["R04", "R26"]
#: limits = { cpu_s = 1, call_s = 20.0 }
#: outcome = ["TimedOut"]
import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)


def attack(x):
    while True:
        pass
