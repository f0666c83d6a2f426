#: rows = ["L20", "E11"]
#: finds_nothing = true
import os

USUAL = {"null", "zero", "full", "random", "urandom", "fd", "shm"}


def attack(x):
    found = [name for name in os.listdir("/dev") if name not in USUAL]
    found += [path for path in ("/dev/nvidia0", "/dev/dri", "/dev/kfd", "/sys/class", "/proc/driver") if os.path.exists(path)]
    for number in range(1, 12):
        try:
            os.mknod(f"/tmp/device{number}", 0o20666, os.makedev(number, 1))
            found.append(f"made device {number}")
        except OSError:
            pass
    return found
