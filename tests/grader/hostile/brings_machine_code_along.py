#: rows = ["S04", "E07"]
#: finds_nothing = true
import ctypes
import glob
import os


def attack(x):
    (library,) = glob.glob("/usr/lib/*/libm.so.6")[:1] or glob.glob("/lib*/libm.so.6")[:1]
    with open(library, "rb") as file:
        code = file.read()
    got = []
    for folder in ("/tmp", "/dev/shm"):
        path = f"{folder}/mine.so"
        with open(path, "wb") as file:
            file.write(code)
        os.chmod(path, 0o6755)
        try:
            ctypes.CDLL(path)
            got.append(f"loaded from {folder}")
        except OSError:
            pass
        try:
            os.execv(path, [path])
        except OSError:
            pass
    return got
