#: rows = ["F11"]
#: imported = "ended"
import os

os._exit(0)
