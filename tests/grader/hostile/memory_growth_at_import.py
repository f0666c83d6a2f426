#: rows = ["R09"]
#: imported = "memory"
kept = []
while True:
    kept.append(bytearray(1 << 20))
