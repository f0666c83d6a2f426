#: rows = ["L05", "L13", "E03", "E04", "F05"]
#: finds_nothing = true
import glob
import os
import sys

MARK = "left behind"


def attack(x):
    found = [path for path in glob.glob("/tmp/*") + glob.glob("/dev/shm/*")]
    for folder in [*sys.path, "/", "/packages", "/packages/numpy", "/runner/inside", "/python", "/usr/lib", "/dev", "/etc"]:
        try:
            open(f"{folder}/usercustomize.py", "w").write(MARK)
            found.append(folder)
        except OSError:
            pass
    open("/tmp/left", "w").write(MARK)
    open("/dev/shm/left", "w").write(MARK)
    return found
