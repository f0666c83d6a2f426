#: rows = ["F30", "R03"]
#: outcome = ["TimedOut"]
import sys


class Stream:
    def write(self, text):
        return len(text)

    def flush(self):
        while True:
            pass


def attack(x):
    sys.stdout = sys.stderr = Stream()
    return 1.0
