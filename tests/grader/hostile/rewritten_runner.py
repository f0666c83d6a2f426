#: rows = ["F06", "F07", "F08", "F14", "F15"]
#: outcome = ["Ended"]
import sys


def attack(x):
    frame = sys._getframe()
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if type(value).__name__ == "_Judge":
                value.send(30, bytes(16), b"D" + bytes(8))
        frame = frame.f_back
    return 1.0
