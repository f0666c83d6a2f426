#: rows = ["S01", "S03", "S06"]
#: limits = { call_s = 10.0 }
#: finds_nothing = true
import importlib.util
import os
import sys


def attack(x):
    found = [name for name in ("torch", "jax", "tinygrad", "scipy", "django") if importlib.util.find_spec(name)]
    for folder, names, files in os.walk("/"):
        if folder.startswith("/proc"):
            names.clear()
            continue
        found += [f"{folder}/{name}" for name in names + files if name == "torch" or name.startswith("libtorch")]
    return found + [name for name in sys.modules if name.startswith(("grader", "django", "torch"))]
