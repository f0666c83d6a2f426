#: rows = ["L06", "E08", "E09"]
#: finds_nothing = true
import os
import signal


def attack(x):
    found = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    for number in (os.getppid(), 2, 3, 10):
        try:
            if number:
                os.kill(number, 0)
                found.append(f"pid {number}")
        except OSError:
            pass
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass
    return found
