#: rows = ["R10"]
#: outcome = ["Raised", "MemoryExceeded"]
import mmap


def attack(x):
    mmap.mmap(-1, 1 << 40)
    return 1.0
