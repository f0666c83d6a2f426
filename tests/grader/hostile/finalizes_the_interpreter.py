#: rows = ["F29", "H38"]
#: outcome = ["Ended", "TimedOut"]
import ctypes


def attack(x):
    ctypes.pythonapi.Py_FinalizeEx()
    return x
