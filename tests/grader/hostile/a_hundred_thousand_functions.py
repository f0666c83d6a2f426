#: rows = ["R19", "R17"]
#: limits = { import_s = 5.0 }
for _number in range(100_000):
    exec(f"def made_up_{_number}(): pass") if _number < 2000 else globals().setdefault(f"again_{_number}", lambda: 1)


def attack(x):
    return 1.0
