#: rows = ["R24", "R33", "E31"]
#: finds_nothing = true
import ctypes
import os
import resource


def attack(x):
    """Higher priority, real time, memory that is never given back, limits of its own."""
    library = ctypes.CDLL(None, use_errno=True)
    attempts = {
        "nice": lambda: os.nice(-5),
        "real time": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
        "round robin": lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
        "processor time": lambda: resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY,) * 2),
        "memory": lambda: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2),
        "processes": lambda: resource.setrlimit(resource.RLIMIT_NPROC, (resource.RLIM_INFINITY,) * 2),
        "core": lambda: resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20)),
        "spared by the kernel": lambda: open("/proc/self/oom_score_adj", "w").write("-1000\n") and None,
        "clock": lambda: library.clock_settime(0, bytes(16)) and (_ for _ in ()).throw(OSError()),
    }
    found = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except (OSError, ValueError):
            continue
        found.append(name)
    return found
