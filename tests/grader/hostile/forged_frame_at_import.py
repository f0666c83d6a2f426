#: rows = ["F14", "F13"]
#: imported = "ended"
import os
import struct

os.write(3, struct.pack("<B16sQ", 20, bytes(16), 1) + b"N")
