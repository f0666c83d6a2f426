#: rows = ["F14"]
#: outcome = ["ReplyTooLarge"]
import os
import struct


def attack(x):
    os.write(3, struct.pack("<B16sQ", 30, bytes(16), 2**64 - 1))
    return 1.0
