#: rows = ["R17"]
#: limits = { reply_bytes = 1000000, call_s = 2.0 }
#: outcome = ["ReplyTooLarge"]
import numpy as np


def attack(x):
    return np.zeros(2_000_000, np.uint8)
