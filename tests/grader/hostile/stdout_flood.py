#: rows = ["R15"]
#: limits = { call_s = 5.0 }
#: outcome = ["ReplyTooLarge"]
def attack(x):
    while True:
        print("A" * 1000)
