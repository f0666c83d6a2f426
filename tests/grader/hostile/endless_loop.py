#: rows = ["R01"]
#: outcome = ["TimedOut"]
def attack(x):
    while True:
        pass
