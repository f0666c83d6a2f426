#: rows = ["F10", "F15"]
#: outcome = ["Returned", "Ended", "ReplyTooLarge", "TimedOut"]
import os
import threading


def late():
    while True:
        os.write(3, b"late")


def attack(x):
    threading.Thread(target=late, daemon=True).start()
    return 1.0
