#: rows = ["R02"]
#: outcome = ["TimedOut"]
def attack(x):
    return len(str(7 ** (10 ** 8)))
