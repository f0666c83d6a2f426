#: rows = ["F01", "F02", "F03", "F30"]
#: outcome = ["Returned", "Ended", "InvalidReturn", "Raised", "TimedOut"]
#: calls = 2
import json
import struct
import sys

import numpy as np


class Forged(struct.Struct):
    def pack(self, *fields):
        return b"\xff" * self.size


def attack(x):
    for name, module in list(sys.modules.items()):
        for attribute, value in list(vars(module).items()):
            if type(value) is struct.Struct and not name.startswith("_"):
                try:
                    setattr(module, attribute, Forged(value.format))
                except (AttributeError, TypeError):
                    continue
    for name in ("frombuffer", "array", "empty", "prod", "ascontiguousarray"):
        setattr(np, name, lambda *arguments, **options: 1.0)
    json.dumps = repr
    return x
