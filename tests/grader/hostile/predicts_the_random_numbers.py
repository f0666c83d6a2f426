#: rows = ["F25", "H16"]
#: outcome = ["Returned"]
#: differs = true
import random

import numpy as np


def attack(x):
    return np.array([random.random(), np.random.rand()])
