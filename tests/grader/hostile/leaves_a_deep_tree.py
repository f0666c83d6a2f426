#: rows = ["R34", "R14"]
#: limits = { call_s = 5.0 }
#: outcome = ["Returned"]
import os


def attack(x):
    depth = 0
    try:
        while True:
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
            depth += 1
    except OSError:
        pass
    for number in range(100_000):
        try:
            open(f"/dev/shm/{number}", "w").close()
        except OSError:
            break
    return depth
