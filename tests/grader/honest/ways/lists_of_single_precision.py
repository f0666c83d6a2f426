# Lists instead of tuples, rounded to 32 bits, stored by columns, and bias gradients with an axis too many.
import functools as _functools


def _coarsely(function):
    def dress(name, each):
        if not isinstance(each, (np.ndarray, np.floating)) or np.asarray(each).dtype.kind != "f" or name == "cache":
            return each
        coarse = np.asarray(each, dtype=np.float32, order="F")
        return coarse[None] if name in BIAS_GRADIENTS else coarse

    @_functools.wraps(function)
    def call(*arguments):
        results, names = function(*arguments), RESULTS[function.__name__]
        if len(names) == 1:
            return dress(names[0], results)
        return [dress(name, each) for name, each in zip(names, results)]

    return call


for _name in RESULTS:
    globals()[_name] = _coarsely(OWN[_name])
