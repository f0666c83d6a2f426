# Results by name and in another order, with a name too many; the cache is an object of a class of its own.
import functools as _functools


class _Cache:
    __slots__ = ("held",)

    def __init__(self, held):
        self.held = held


def _by_name(function):
    @_functools.wraps(function)
    def call(*arguments):
        results = function(*[each.held if isinstance(each, _Cache) else each for each in arguments])
        names = RESULTS[function.__name__]
        results = results if len(names) > 1 else (results,)
        named = {name: _Cache(each) if name == "cache" else each for name, each in zip(names, results)}
        return {"note": "as a dict", **dict(reversed(named.items()))}

    return call


for _name in RESULTS:
    globals()[_name] = _by_name(OWN[_name])
