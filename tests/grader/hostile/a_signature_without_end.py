#: rows = ["R19", "H24"]
#: imported = ["loaded", "timeout", "ended"]
#: outcome = ["Returned"]
class Endless:
    @property
    def __signature__(self):
        while True:
            pass


def decorated(*arguments):
    return 1.0


decorated.__wrapped__ = decorated
decorated.__signature__ = "(x, y, /, *, z)"


def attack(x):
    return 1.0


class Form:
    __signature__ = property(lambda self: [][0])

    def step(self):
        return 1.0

    step.__wrapped__ = step
