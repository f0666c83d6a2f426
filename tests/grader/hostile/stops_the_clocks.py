#: rows = ["F26"]
#: outcome = ["TimedOut"]
import resource
import time

for name in ("time", "monotonic", "perf_counter", "process_time", "time_ns", "monotonic_ns", "clock_gettime"):
    setattr(time, name, lambda *arguments: 0)
resource.getrusage = lambda *arguments: None


def attack(x):
    while True:
        time.monotonic()
