#: rows = ["H26", "R26"]
#: outcome = ["TimedOut"]
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def attack(x):
    raise Endless
