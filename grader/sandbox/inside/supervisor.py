"""Between zygote and submission: forks the submission into its namespaces, and alone knows how it ended.

The submission never holds the status socket, so what is reported over it is the kernel's word, not the student's.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import time
from dataclasses import astuple, dataclass
from typing import Final

from . import confinement, runner
from .protocol import Kind, pack
from .values import encode

REPORT: Final = struct.Struct("<iiddQd")


@dataclass(frozen=True)
class Report:
    """How a submission's process ended and what it used, as wait4 tells it."""

    exit_code: int
    signal: int
    user_s: float
    system_s: float
    peak_bytes: int
    wall_s: float


@dataclass(frozen=True)
class Cell:
    """What one submission is made of."""

    allowance: confinement.Allowance
    channel: int
    status: int
    output: int
    occupied: int
    system_call_filter: bytes


def run(cell: Cell) -> None:
    """Confine a submission, watch it until it ends, report how. Called in a fork of the zygote; does not return."""
    started = time.monotonic()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        confinement.enter_namespaces()
        child = os.fork()
    except OSError as error:
        _refuse(cell.channel, error)
        os._exit(1)
    if child == 0:
        _become_runner(cell)
    os.close(cell.channel)
    os.close(cell.output)
    report = _watch(child, status=cell.status, started=started, patience_s=cell.allowance.session_s)
    with contextlib.suppress(OSError):  # the judge may have hung up: then there is nobody to tell
        os.write(cell.status, REPORT.pack(*astuple(report)))
    os._exit(0)


def _become_runner(cell: Cell) -> None:
    try:
        confinement.mount_private_files(cell.allowance)
        confinement.arrange_descriptors(channel=cell.channel, output=cell.output)
        confinement.limit_resources(cell.allowance, occupied=cell.occupied)
        confinement.renounce(cell.system_call_filter)
    except OSError as error:
        _refuse(cell.channel, error)
        os._exit(1)
    runner.serve(confinement.CHANNEL, seed=cell.allowance.seed)
    os._exit(0)


def _refuse(channel: int, error: OSError) -> None:
    os.write(channel, pack(Kind.BROKEN, bytes(16), encode(str(error))))


def _watch(child: int, *, status: int, started: float, patience_s: float) -> Report:
    """Wait until the child ends, or end it when the judge asks, hangs up, or forgot about it."""
    handle = os.pidfd_open(child)
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    poll.register(status, select.POLLIN)
    ready = {number for number, _ in poll.poll(patience_s * 1000)}
    if handle not in ready:
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    _, ended, used = os.wait4(child, 0)
    code = os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else -1
    number = os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0
    wall_s = time.monotonic() - started
    return Report(code, number, used.ru_utime, used.ru_stime, used.ru_maxrss * 1024, wall_s)
