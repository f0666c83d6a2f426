#: rows = ["E01", "E02"]
#: outcome = ["Raised"]
import subprocess


def attack(x):
    subprocess.Popen(["/python/bin/python3", "-c", "import time; time.sleep(1000)"], start_new_session=True)
    return 1.0
