#: rows = ["F14", "F10"]
#: outcome = ["Ended"]
import os
import struct


def attack(x):
    os.write(3, struct.pack("<B16sQ", 30, bytes(16), 1) + b"N")
    return 1.0
