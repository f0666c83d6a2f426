#: rows = ["R27"]
#: outcome = ["TimedOut"]
import os


def attack(x):
    descriptor = os.open("/tmp/storm", os.O_RDWR | os.O_CREAT)
    while True:
        os.pwrite(descriptor, bytes(1 << 20), 0)
        os.fsync(descriptor)
        os.sync()
