#: rows = ["H26", "F18", "L10"]
#: outcome = ["Raised", "Ended", "TimedOut"]
class Text(str):
    """A kind of text whose slices are numbers and whose letters never end."""

    def __str__(self):
        return self

    def __getitem__(self, index):
        return 17

    def __iter__(self):
        while True:
            yield "x"


class Problem(Exception):
    def __str__(self):
        return Text("problem")


Problem.__name__ = Text("Problem")


def attack(x):
    raise Problem
