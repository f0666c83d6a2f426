#: rows = ["R23"]
#: limits = { call_s = 5.0 }
#: outcome = ["MemoryExceeded"]
import zlib


def attack(x):
    squeezed = zlib.compress(bytes(1 << 26))
    kept = [zlib.decompress(squeezed) for _ in range(100)]
    return float(len(kept))
