#: rows = ["R17"]
#: outcome = ["Raised", "InvalidReturn", "ReplyTooLarge"]
#: limits = { call_s = 5.0 }
def attack(x):
    return [0.0] * 1_000_000
