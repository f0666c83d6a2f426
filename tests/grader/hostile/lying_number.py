#: rows = ["F18"]
#: outcome = ["InvalidReturn"]
#: wants = ["array"]
class Always(float):
    def __eq__(self, other):
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = float.__hash__


def attack(x):
    return Always(0)
