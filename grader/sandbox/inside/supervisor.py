"""The zygote's books: which submissions live, how each ended. What is reported here is the kernel's word.

A submission never holds its status socket, so nothing it does can forge the report of its end.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct
import time
from dataclasses import astuple, dataclass
from typing import Final

from .cell import Cell, Nursery, Spare
from .confinement import Allowance, Storage
from .values import decode

REPORT: Final = struct.Struct("<iiddQd")
_REQUEST_SIZE: Final = 4096
_USUAL: Final = Storage(tmp_bytes=16 << 20, tmp_inodes=1024)
"""What the first process is prepared for; the later ones for what was asked last."""


@dataclass(frozen=True)
class Report:
    """How a submission's process ended and what it used, as wait4 tells it. Seconds and bytes."""

    exit_code: int
    signal: int
    user_s: float
    system_s: float
    peak_bytes: int
    wall_s: float


@dataclass(frozen=True)
class _Ward:
    """A living submission: its process, a descriptor of it, whom to tell, and when to lose patience."""

    pid: int
    handle: int
    status: int
    started: float
    deadline: float


class Supervisor:
    """Lets submissions out of the stock of prepared processes, and ends them when the judge asks or hangs up."""

    def __init__(self, control: socket.socket, nursery: Nursery) -> None:
        self._control = control
        self._nursery = nursery
        self._storage = _USUAL
        self._spare: Spare | None = None
        self._wards: dict[int, _Ward] = {}
        self._statuses: dict[int, _Ward] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Serve until the judge closes the control socket."""
        while True:
            if self._spare is None and not self._wards:
                self._spare = self._nursery.breed(self._storage)
            for descriptor, _ in self._poll.poll(self._patience_ms()):
                if descriptor == self._control.fileno():
                    if not self._admit():
                        return
                elif ward := self._statuses.get(descriptor):
                    signal.pidfd_send_signal(ward.handle, signal.SIGKILL)
                    self._poll.unregister(descriptor)
                elif ward := self._wards.get(descriptor):
                    self._bury(ward)
            self._end_the_overdue()

    def _admit(self) -> bool:
        request, descriptors, _, _ = socket.recv_fds(self._control, _REQUEST_SIZE, 3)
        if not request:
            return False
        channel, status, output = descriptors
        cell = Cell(Allowance(*decode(request)), channel, output)
        spare = self._hand_over(cell)
        os.close(channel)
        os.close(output)
        started = time.monotonic()
        handle = os.pidfd_open(spare.pid)
        ward = _Ward(spare.pid, handle, status, started, started + cell.allowance.session_s)
        self._wards[handle] = self._statuses[status] = ward
        self._poll.register(handle, select.POLLIN)
        self._poll.register(status, select.POLLIN)
        return True

    def _hand_over(self, cell: Cell) -> Spare:
        """Give the cell to the process in stock, or to a new one if that is not fit or has died."""
        spare, self._spare, self._storage = self._spare, None, cell.allowance.storage
        if spare is not None and spare.storage != self._storage:
            spare.line.close()  # it ends by itself
            spare = None
        if spare is None or not spare.hand_over(cell):
            spare = self._nursery.breed(self._storage)
            spare.hand_over(cell)
        return spare

    def _bury(self, ward: _Ward) -> None:
        _, ended, used = os.wait4(ward.pid, 0)
        report = Report(
            exit_code=os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else -1,
            signal=os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0,
            user_s=used.ru_utime,
            system_s=used.ru_stime,
            peak_bytes=used.ru_maxrss * 1024,
            wall_s=time.monotonic() - ward.started,
        )
        with contextlib.suppress(OSError):  # the judge may have hung up: then there is nobody to tell
            os.write(ward.status, REPORT.pack(*astuple(report)))
        for descriptor in (ward.handle, ward.status):
            with contextlib.suppress(KeyError):  # taken out when the judge asked for the end
                self._poll.unregister(descriptor)
            os.close(descriptor)
        del self._wards[ward.handle], self._statuses[ward.status]

    def _patience_ms(self) -> float | None:
        if not self._wards:
            return None
        return max(0.0, min(ward.deadline for ward in self._wards.values()) - time.monotonic()) * 1000

    def _end_the_overdue(self) -> None:
        now = time.monotonic()
        for ward in self._wards.values():
            if ward.deadline <= now:
                signal.pidfd_send_signal(ward.handle, signal.SIGKILL)
