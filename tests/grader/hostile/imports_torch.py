#: rows = ["S06"]
#: imported = "raised"
#: says = "No module named 'torch'"
#: hints = "torch is not available"
import torch
