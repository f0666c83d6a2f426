#: rows = ["E07"]
#: finds_nothing = true
import os


def attack(x):
    got = []
    for path in ("/python/bin/python3", "/lib64/ld-linux-x86-64.so.2"):
        try:
            os.execv(path, [path, "-c", "print(1)"])
        except OSError:
            continue
    if os.system("true") == 0:
        got.append("system")
    return got
