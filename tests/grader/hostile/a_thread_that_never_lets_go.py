#: rows = ["R02", "R08", "E01"]
#: outcome = ["TimedOut", "Returned"]
import sys
import threading


def stay():
    while True:
        pass


def attack(x):
    """Other threads wait for the interpreter's lock as long as this says."""
    sys.setswitchinterval(1e6)
    thread = threading.Thread(target=stay, daemon=True)
    thread.start()
    return 1.0
