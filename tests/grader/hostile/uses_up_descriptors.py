#: rows = ["R12"]
#: outcome = ["Raised"]
#: says = "Too many open files"
def attack(x):
    kept = []
    while True:
        kept.append(open("/dev/null"))
