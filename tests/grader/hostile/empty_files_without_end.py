#: rows = ["R14"]
#: limits = { call_s = 10.0 }
#: outcome = ["Raised"]
#: says = "No space left"
def attack(x):
    for number in range(1_000_000):
        open(f"/tmp/{number}", "w").close()
