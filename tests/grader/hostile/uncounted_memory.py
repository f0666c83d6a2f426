#: rows = ["R31"]
#: finds_nothing = true
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack(x):
    got = []
    for name, number, arguments in [
        ("shmget", 29, (0, 1 << 30, 0o1600)),
        ("memfd_create", 319, (b"x", 0)),
        ("msgget", 68, (0, 0o1600)),
        ("semget", 64, (0, 1, 0o1600)),
        ("mq_open", 240, (b"x", 0o102, 0o600, 0)),
        ("io_uring_setup", 425, (8, bytes(120))),
    ]:
        if os.uname().machine == "x86_64" and libc.syscall(number, *arguments) >= 0:
            got.append(name)
    return got
