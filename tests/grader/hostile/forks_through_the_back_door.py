#: rows = ["R07", "E01", "L22", "E06"]
#: finds_nothing = true
import ctypes
import errno
import os

FORK, VFORK, CLONE, CLONE3 = 57, 58, 56, 435
SIGCHLD = 17


def attack(x):
    call = ctypes.CDLL(None, use_errno=True).syscall
    found = []
    attempts = {"fork": (FORK,), "clone": (CLONE, SIGCHLD, 0, 0, 0, 0), "clone3": (CLONE3, bytes(88), 88)}
    for name, arguments in attempts.items():
        child = call(*arguments)
        if child == 0:
            os._exit(0)
        if child > 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            found.append(name)
    for name in ("fork", "forkpty", "posix_spawn"):
        try:
            made = getattr(os, name)(*(("/python/bin/python3", ["python3", "-V"], {}) if name == "posix_spawn" else ()))
        except OSError:
            continue
        if made == 0:
            os._exit(0)
        found.append(name)
    return found
