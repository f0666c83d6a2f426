#: rows = ["R17"]
#: outcome = ["Returned"]
#: handles = true
def attack(x):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return (nested,)
