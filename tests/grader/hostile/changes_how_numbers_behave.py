#: rows = ["F31"]
#: outcome = ["Returned"]
#: repeats = true
import decimal
import locale
import sys
import warnings

import numpy as np


def attack(x):
    state = [
        sorted(np.geterr().items()), np.get_printoptions()["precision"], decimal.getcontext().prec, sys.getrecursionlimit(),
        len(warnings.filters), locale.setlocale(locale.LC_ALL), sys.getswitchinterval(), len(sys.path),
    ]
    np.seterr(all="raise")
    np.set_printoptions(precision=1)
    decimal.getcontext().prec = 1
    sys.setrecursionlimit(100_000)
    warnings.simplefilter("error")
    sys.setswitchinterval(100)
    sys.path.clear()
    return repr(state)
