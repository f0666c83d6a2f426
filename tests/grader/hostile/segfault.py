#: rows = ["F29", "H38", "L15"]
#: outcome = ["Ended"]
#: signal = 11
import ctypes


def attack(x):
    ctypes.string_at(8)
