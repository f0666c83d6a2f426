#: rows = ["E01", "F10", "F23"]
#: outcome = ["Returned"]
import atexit
import threading
import time

atexit.register(time.sleep, 1000)


def attack(x):
    threading.Thread(target=time.sleep, args=(1000,)).start()
    return 1.0
