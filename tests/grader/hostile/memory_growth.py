#: rows = ["R09", "H39"]
#: limits = { call_s = 5.0 }
#: outcome = ["MemoryExceeded"]
def attack(x):
    kept = []
    while True:
        kept.append(bytearray(1 << 20))
