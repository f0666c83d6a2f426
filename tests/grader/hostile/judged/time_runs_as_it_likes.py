#: rows = ["F26", "F01"]
#: least = 20.0
#: with_solution = true
import time

import numpy

# Clocks that stand still, run backwards, or say that it is all over.
time.time = time.monotonic = time.perf_counter = time.process_time = lambda: -1e18
time.sleep = lambda seconds: None
time.time_ns = time.monotonic_ns = lambda: 1 << 80
numpy.copyto = numpy.array_equal = numpy.shares_memory = lambda *arguments, **options: True
