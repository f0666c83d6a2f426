#: rows = ["R17", "R10"]
#: outcome = ["ReplyTooLarge", "InvalidReturn"]
#: wants = ["array"]
import numpy as np


def attack(x):
    """Eight bytes that claim to be eight terabytes."""
    return np.broadcast_to(np.float64(1.0), (1_000_000, 1_000_000))
