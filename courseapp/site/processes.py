"""Starts everything the Procfile names, watches until all of it answers, and stops all of it together."""

import ctypes
import json
import os
import shutil
import signal
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from honcho.environ import parse_procfile
from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from courseapp.celery import app
from courseapp.site.context import ask_for_notices

PR_SET_PDEATHSIG = 1
EXPECTED_START = 120.0  # seconds; importing torch on a slow disk takes a while
LONGEST_OPENING = 20.0  # seconds more for the parts to be open for business: workers test their sandbox first
PATIENCE = 0.2


class StartError(Exception):
    """The site cannot be started; the message says what to do."""


class QuietPrinter(Printer):
    """Shows what the processes say, without honcho's own remarks and without a prefix."""

    def __init__(self) -> None:
        super().__init__(sys.stdout, prefix=False)

    def write(self, message: Message) -> None:
        if message.name != SYSTEM_PRINTER_NAME:
            super().write(message)


def check_port(*, host: str, port: int) -> None:
    """Raises StartError where somebody else listens already."""
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise StartError(
                f"Something already answers at {host}:{port}. Stop it, or choose another port: PORT={port + 1} make run"
            )


def run(*, environment: Mapping[str, str], quiet: bool, when_ready: Callable[[float], None]) -> int:
    """Run the Procfile's processes until one of them ends or a signal comes; then stop all. Gives the exit code."""
    _end_with_parent()
    manager = Manager(QuietPrinter() if quiet else Printer(sys.stdout))
    procfile = parse_procfile((settings.ROOT / "Procfile").read_text())
    for name, command in procfile.processes.items():
        if name == "redis" and settings.REDIS_URL:
            continue  # somebody else runs it
        # exec: the shell makes way for the program, so that a signal reaches the program itself
        manager.add_process(name, f"exec {command}", env=dict(environment), cwd=str(settings.ROOT))
    started = time.monotonic()
    watcher = threading.Timer(1.0, _wait_until_ready, kwargs={"started": started, "when_ready": when_ready})
    watcher.daemon = True
    watcher.start()
    manager.loop()
    return int(manager.returncode or 0)


def _end_with_parent() -> None:
    """Have the kernel end us when `make` goes, even by SIGKILL."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_ready(*, started: float, when_ready: Callable[[float], None]) -> None:
    since = time.time() - (time.monotonic() - started)
    waiting: dict[str, Callable[[], bool]] = {
        "web": _does_web_answer,
        "worker": _does_worker_answer,
        "beat": lambda: _did_beat_start(since=since),
    }
    complain_at = started + EXPECTED_START
    while waiting := {name: answers for name, answers in waiting.items() if not answers()}:
        if time.monotonic() > complain_at:
            sys.stderr.write(f"No answer yet from: {', '.join(waiting)}. Their lines above may say why.\n")
            complain_at += EXPECTED_START
        time.sleep(PATIENCE)
    opening = time.monotonic()
    while ask_for_notices() and time.monotonic() - opening < LONGEST_OPENING:
        time.sleep(PATIENCE)
    when_ready(time.monotonic() - started)


def _does_web_answer() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/", timeout=2) as answer:
            return json.load(answer).get("web") == "ok"
    except OSError:
        return False


def _does_worker_answer() -> bool:
    try:
        return bool(app.control.ping(timeout=2.0, limit=1))
    except (OSError, OperationalError, RedisError):  # the broker is on its way up, too, or down already
        return False


def _did_beat_start(*, since: float) -> bool:
    schedule = Path(str(settings.CELERY["beat_schedule_filename"]))
    return any(path.stat().st_mtime >= since for path in schedule.parent.glob(schedule.name + "*"))


def describe_missing_sandbox() -> str:
    """The one command that gives this machine its sandbox, or "" where it has one."""
    if shutil.which("bwrap"):
        return ""
    return "Grading stays closed: bubblewrap is missing. Install it: sudo apt-get install bubblewrap"
