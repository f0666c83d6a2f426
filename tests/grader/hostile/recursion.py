#: rows = ["R20"]
#: outcome = ["Raised"]
#: says = "recursion"
def attack(x):
    return attack(x)
