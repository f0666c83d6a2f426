#: rows = ["F15", "F30"]
#: outcome = ["Ended"]
import os
import socket
import time


def attack(x):
    socket.socket(fileno=os.dup(3)).shutdown(socket.SHUT_WR)
    time.sleep(60)
