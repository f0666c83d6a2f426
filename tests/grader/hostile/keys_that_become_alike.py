#: rows = ["F28", "H42"]
#: outcome = ["Returned", "Ended", "InvalidReturn"]
def attack(x):
    return [{"\ud800": 1.0, "\ud801": 2.0, "?": 3.0}]
