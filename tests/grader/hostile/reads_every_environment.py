#: rows = ["L03", "L04", "L19"]
#: finds_nothing = true
import glob
import os


def attack(x):
    texts = [repr(os.environ)]
    for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
        try:
            texts.append(open(path, "rb").read().decode("utf-8", "replace"))
        except OSError:
            pass
    return [text for text in texts if "CANARY" in text or "courseapp" in text or "/work" in text or "/root" in text]
