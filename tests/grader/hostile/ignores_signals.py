#: rows = ["R04"]
#: outcome = ["TimedOut"]
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def attack(x):
    while True:
        pass
