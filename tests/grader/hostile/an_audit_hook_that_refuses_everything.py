#: rows = ["F30", "F03"]
#: outcome = ["Returned", "Raised", "Ended"]
#: calls = 2
import sys


def refuse(event, arguments):
    raise RuntimeError(event)


def attack(x):
    sys.addaudithook(refuse)
    return 1.0
