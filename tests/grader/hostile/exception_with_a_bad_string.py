#: rows = ["H26", "H27"]
#: outcome = ["Raised"]
class Shy(BaseException):
    def __str__(self):
        raise KeyboardInterrupt


Shy.__name__ = "Shy\n\x1b[31m" * 1000


def attack(x):
    raise Shy
