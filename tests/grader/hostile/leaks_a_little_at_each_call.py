#: rows = ["R32"]
#: outcome = ["MemoryExceeded"]
#: calls = 100
KEPT = []


def attack(x):
    KEPT.append(bytearray(8 << 20))
    return float(len(KEPT))
