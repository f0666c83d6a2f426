#: rows = ["L14", "E22"]
#: outcome = ["Returned"]
import os


def attack(x):
    os.symlink("/etc/passwd", "/tmp/output")
    os.mkfifo("/tmp/pipe")
    return 1.0
