#: rows = ["R18"]
#: outcome = ["TimedOut"]
import os
import struct
import time


def attack(x):
    os.write(3, struct.pack("<B16sQ", 30, bytes(16), 1000))
    while True:
        os.write(3, b"N")
        time.sleep(0.01)
