"""Workers and Redis killed at random, in small: `python -m benchmarks.chaos` does it in large."""

import json
import subprocess
import sys

from django.conf import settings


def test_nothing_is_lost_or_graded_twice_while_workers_and_redis_are_killed():
    command = [sys.executable, "-m", "benchmarks.chaos", "--submissions", "24", "--json"]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["met"], found
    assert found["figures"]["ledger_entries"] == 24
    assert found["figures"]["killed_process"] + found["figures"]["killed_redis"] >= 2, found
