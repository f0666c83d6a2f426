#: rows = ["R11", "R13", "R14"]
#: limits = { call_s = 10.0 }
#: finds_nothing = true
import os


def fill(folder):
    """Write until the place is full; tell whether it held more than it should."""
    written = files = 0
    try:
        for number in range(100_000):
            with open(f"{folder}/{number}", "wb") as file:
                files += 1
                written += file.write(bytes(1 << 16))
    except OSError:
        pass
    return written > 20 << 20 or files > 2000


def attack(x):
    writable = []
    for folder, _, _ in os.walk("/"):
        if not folder.startswith("/proc") and os.access(folder, os.W_OK):
            writable.append(folder)
    unlimited = [folder for folder in writable if fill(folder)]
    return unlimited + [folder for folder in writable if folder not in ("/tmp", "/dev/shm")]
