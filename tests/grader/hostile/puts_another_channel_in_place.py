#: rows = ["F15", "E26"]
#: outcome = ["Ended"]
import os
import socket


def attack(x):
    ours, theirs = socket.socketpair()
    os.dup2(theirs.fileno(), 3)
    return 1.0
