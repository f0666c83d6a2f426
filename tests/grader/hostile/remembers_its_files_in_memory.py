#: rows = ["L13", "R10", "L05"]
#: finds_nothing = true
import glob
import mmap
import os

import numpy as np


def attack(x):
    """Arrays over files: in every place that can be written, and over those of somebody before."""
    found = [path for path in glob.glob("/tmp/*") + glob.glob("/dev/shm/*") + glob.glob("/proc/1/map_files/*memfd*")]
    try:
        np.memmap("/tmp/kept", np.float64, "w+", shape=(1 << 27,))[-1] = 1.0
        found.append("a gigabyte")
    except (OSError, ValueError, MemoryError):
        pass
    try:
        shared = mmap.mmap(-1, 1 << 20)
        shared[:4] = b"kept"
    except OSError:
        found.append("no shared memory at all")
    kept = np.memmap("/dev/shm/kept", np.float64, "w+", shape=(10,))
    kept[:] = 1.0
    os.symlink("/proc/1/root/tmp", "/dev/shm/link")
    return found
