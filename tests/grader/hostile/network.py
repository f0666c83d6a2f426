#: rows = ["L12", "E10", "S19"]
#: finds_nothing = true
import socket


def attack(x):
    got = []
    for family in range(1, 46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            if family != socket.AF_UNIX:
                got.append(f"family {family}")
    for address in ("\0abstract", "/tmp/named"):
        try:
            socket.socket(socket.AF_UNIX).bind(address)
            got.append("bound")
        except OSError:
            pass
    return got
