#: rows = ["L18", "L19"]
#: finds_nothing = true
import getpass
import os
import sys

KNOWN = {"who_handed_this_in.py", "student", "/tmp", "box", "-c", ""}


def attack(x):
    told = [*sys.argv, __file__, getpass.getuser(), os.getcwd(), os.uname().nodename, os.path.expanduser("~")]
    told += [str(number) for number in (*os.getgroups(), os.getuid(), os.getgid()) if number not in (1000, 65534)]
    told += [text for text in os.environ.values() if "@" in text]
    with open("/proc/self/cmdline") as file:
        told += [text for text in file.read().split("\0") if "courseapp" in text or "@" in text or "/work" in text]
    return [text for text in told if text not in KNOWN]
