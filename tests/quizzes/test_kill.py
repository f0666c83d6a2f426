"""The web server is killed while a class takes a quiz: whatever got a 200 is in the database afterwards."""

import json
import subprocess
import sys

from django.conf import settings


def test_what_was_acknowledged_is_there_though_the_server_was_killed():
    exam = [sys.executable, "-m", "benchmarks.exam", "--students", "4", "--at-once", "4"]
    exam += ["--kill", "0.3", "--most-kills", "2", "--json"]
    done = subprocess.run(exam, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])["figures"]
    assert figures["killed"] >= 1
    assert (figures["failed"], figures["lost"]) == (0, 0), done.stderr
