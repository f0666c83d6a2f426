#: rows = ["F14"]
#: outcome = ["Ended", "ReplyTooLarge"]
import os


def attack(x):
    os.write(3, b"\xff" * 5000)
    return 1.0
