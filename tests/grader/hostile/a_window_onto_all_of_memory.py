#: rows = ["F19", "R17", "R10"]
#: outcome = ["ReplyTooLarge", "InvalidReturn", "Ended"]
#: wants = ["array"]
import numpy as np


def attack(x):
    """Strides that lead out of the array: reading it back is a crash, or somebody else's bytes."""
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1000, 1000), (1 << 20, 1 << 12))
