#: rows = ["R03"]
#: outcome = ["Raised"]
#: says = "EOF"
def attack(x):
    return input("your move: ")
