"""A whole site of its own for a test: its own state folder and port, started and stopped as `make run` does."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LONGEST_START = 300.0
LONGEST_STOP = 20.0


@dataclass(frozen=True)
class Site:
    url: str
    var: Path
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> int:
        """Press Ctrl-C, and wait. Gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LONGEST_STOP)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_site(*, var: Path, prepare_ahead: bool = False) -> Iterator[Site]:
    """`prepare_ahead`: let idle workers do what no test waits for, as those of a real site do."""
    port = find_free_port()
    log = var / "site.log"
    environment = {
        **os.environ,
        "COURSEAPP_VAR": str(var),
        "COURSEAPP_DEMO": "1",
        "PREPARE_AHEAD": str(int(prepare_ahead)),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=settings.ROOT, env=environment, stdout=output, stderr=output
        )
    site = Site(url=f"http://127.0.0.1:{port}", var=var, process=process, log=log)
    try:
        wait_until_ready(site)
        yield site
    finally:
        if process.poll() is None:
            site.stop()


def wait_until_ready(site: Site) -> None:
    deadline = time.monotonic() + LONGEST_START
    while "is running at" not in site.log.read_text():
        if site.process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"The site did not start:\n{site.log.read_text()}")
        time.sleep(0.1)
