#: rows = ["R24"]
#: limits = { call_s = 5.0 }
#: finds_nothing = true
import os

import numpy as np


def attack(x):
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "64"
    large = np.ones((600, 600))
    for _ in range(5):
        large = np.tanh(large @ large.T)
    np.linalg.svd(large[:100, :100])
    return os.listdir("/proc/self/task")[1:]
