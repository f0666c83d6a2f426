#: rows = ["R22"]
#: outcome = ["Returned", "InvalidReturn"]
#: handles = true
def attack(x):
    return (1 << 100_000,)
