#: rows = ["F21", "F19"]
#: outcome = ["Returned"]
#: wants = ["array"]
import numpy as np


def attack(x):
    """Every kind of NaN: quiet, signalling, negative, with a message in its bits."""
    bits = np.array([0x7FF8DEADBEEF1234, 0x7FF0000000000001, 0xFFF8000000000000, 0xFFF4141414141414], np.uint64)
    return np.resize(bits.view(np.float64), (2, 3))
