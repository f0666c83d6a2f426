#: rows = ["L02", "E26"]
#: finds_nothing = true
import os


def attack(x):
    found = []
    for number in range(4096):
        try:
            os.fstat(number)
        except OSError:
            continue
        if number > 3:
            found.append(str(number))
    return found
