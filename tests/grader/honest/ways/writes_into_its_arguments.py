# Whatever is given is written into, and a cache is emptied as it is used.
import functools as _functools


def _carelessly(function):
    @_functools.wraps(function)
    def call(*arguments):
        own = [each.copy() if isinstance(each, np.ndarray) else each for each in arguments]
        own = [each.pop("kept") if isinstance(each, dict) and "kept" in each else each for each in own]
        results = function(*own)
        for each in arguments:
            if isinstance(each, np.ndarray):
                each *= 2
                each += 1
        where = RESULTS[function.__name__].index("cache") if "cache" in RESULTS[function.__name__] else None
        if where is None:
            return results
        return tuple({"kept": each} if at == where else each for at, each in enumerate(results))

    return call


for _name in RESULTS:
    globals()[_name] = _carelessly(OWN[_name])
