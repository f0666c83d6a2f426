#: rows = ["F14", "F06", "F15"]
#: outcome = ["Ended"]
#: calls = 2
import os
import struct
import sys


def attack(x):
    """Find the number of the question, and answer it; what the runner then says itself is one answer too many."""
    frame = sys._getframe()
    while frame is not None:
        number = frame.f_locals.get("call_id")
        if type(number) is bytes:
            body = b"U" + struct.pack("<I", 4) + b"S" + struct.pack("<I", 6) + b"single" + b"U" + struct.pack("<I", 0)
            body += b"U" + struct.pack("<I", 1) + b"D" + struct.pack("<d", 100.0) + b"U" + struct.pack("<I", 0)
            os.write(3, struct.pack("<B16sQ", 30, number, len(body)) + body)
            break
        frame = frame.f_back
    return 1.0
