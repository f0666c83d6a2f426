#: rows = ["R29", "R05"]
#: finds_nothing = true
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)


def attack(x):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    made = []
    for name in ("fork", "forkpty", "posix_spawn"):
        try:
            if name == "posix_spawn":
                os.posix_spawn("/python/bin/python3", ["python3", "-c", "1"], {})
            else:
                getattr(os, name)()
            made.append(name)
        except (OSError, AttributeError):
            pass
    if libc.vfork() >= 0:
        made.append("vfork")
    return made
