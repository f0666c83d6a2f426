"""The judge's end of a channel: whole frames in, whole frames out, one deadline for an exchange and not for a read."""

from __future__ import annotations

import contextlib
import math
import os
import re
import select
import socket
import struct
import time
from typing import Final

from .inside.protocol import HEADER, Kind, read_header

_GLANCE_S: Final = 0.02
"""How long to wait for an answer before looking whether the program prints so much that its pipe is full."""

_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls of terminals, and those that turn the direction of writing around."""

_CREDENTIALS: Final = struct.Struct("3i")
_PIECE: Final = 1 << 16
_CPUCLOCK_SCHED: Final = 2


class DeadlineError(Exception):
    """The answer did not come in time."""


class HungUpError(Exception):
    """The other end of the channel was closed."""


class FloodError(Exception):
    """The program printed more than it may."""


class Deadline:
    """Ends when a program has used its processor time, or, if it waits or is kept waiting, some times that.

    A loop ends at its limit; a right program on a busy machine is not punished for the machine.
    """

    def __init__(self, *, limit_s: float, patience: float, pid: int | None, until: float = math.inf) -> None:
        """`until` (of the monotonic clock) is when the time of all exchanges together is over."""
        self._pid = pid
        self._limit_s = limit_s
        self._until = until
        self._started = time.monotonic()
        self._last = min(self._started + limit_s * patience, until)
        self._cpu_started = processor_time(pid)

    def remaining(self) -> float:
        """Give the seconds after which it is worth asking again. Raises DeadlineError when the time is over."""
        now = time.monotonic()
        left = min(self._started + self._limit_s, self._until) - now
        if left > 0:
            return left
        unused = self._limit_s - self.cpu_s()
        if now >= self._last or unused <= 0:
            raise DeadlineError
        return min(unused, self._last - now) + 0.001

    def is_last(self) -> bool:
        """Tell whether the time of all exchanges together is over."""
        return time.monotonic() >= self._until

    def cpu_s(self) -> float:
        """Give the processor seconds used since the start."""
        return processor_time(self._pid) - self._cpu_started

    def wall_s(self) -> float:
        """Give the seconds on the clock since the start."""
        return time.monotonic() - self._started


def processor_time(pid: int | None) -> float:
    """Give the processor seconds that a process of this machine has used, 0 if there is none."""
    if pid is None:
        return 0.0
    try:
        return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
    except OSError:
        return 0.0


class Channel:
    """A socket to one runner and the pipe its program prints into."""

    def __init__(self, connection: socket.socket, output: int, *, stdout_bytes: int, stdout_kept: int) -> None:
        self._socket = connection
        self._output = output
        self._stdout_bytes = stdout_bytes
        self._stdout_kept = stdout_kept
        self._printed = 0
        self._kept = bytearray()
        self._waiting = select.poll()
        self._waiting.register(connection, select.POLLIN)
        self._writing = select.poll()
        self._writing.register(connection, select.POLLOUT)
        connection.setblocking(False)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        os.set_blocking(output, False)

    def offer(self, frame: bytes) -> memoryview:
        """Send as much of a frame as is taken at once, and give the rest. A channel that is broken is for `send`."""
        view = memoryview(frame)
        with contextlib.suppress(OSError):
            while view:
                view = view[self._socket.send(view) :]
        return view

    def send(self, frame: bytes | memoryview, deadline: Deadline) -> None:
        """Send a whole frame. Raises DeadlineError, HungUpError or FloodError."""
        view = memoryview(frame)
        while view:
            try:
                view = view[self._socket.send(view) :]
            except BlockingIOError:
                self._wait(self._writing, deadline)
            except OSError as error:
                raise HungUpError from error

    def receive(self, *, limit: int, deadline: Deadline) -> tuple[Kind, bytes, bytes]:
        """Receive a frame's kind, call id and body, the body at most `limit` bytes.

        Raises DeadlineError, HungUpError, FloodError, or ProtocolError if it is not a frame we accept.
        """
        kind, call_id, length = read_header(self._exactly(HEADER.size, deadline), limit=limit)
        return kind, call_id, self._exactly(length, deadline)

    def receive_sender(self, deadline: Deadline) -> int:
        """Wait for the first bytes and tell the process they come from, without taking them. Raises as `receive`."""
        while True:
            with contextlib.suppress(BlockingIOError):
                data, extra, _, _ = self._socket.recvmsg(1, socket.CMSG_SPACE(_CREDENTIALS.size), socket.MSG_PEEK)
                if not data:
                    raise HungUpError
                return next((_CREDENTIALS.unpack(value)[0] for _, _, value in extra), 0)
            self._wait(self._waiting, deadline)

    def _exactly(self, size: int, deadline: Deadline) -> bytes:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            try:
                received = self._socket.recv_into(view)
            except BlockingIOError:
                self._wait(self._waiting, deadline)
                continue
            except OSError as error:
                raise HungUpError from error
            if not received:
                raise HungUpError
            view = view[received:]
        return bytes(data)

    def _wait(self, poll: select.poll, deadline: Deadline) -> None:
        if not poll.poll(min(deadline.remaining(), _GLANCE_S) * 1000):
            self.drain()

    def drain(self) -> None:
        """Take what the program has printed so far. Raises FloodError when it is too much."""
        with contextlib.suppress(BlockingIOError):
            while piece := os.read(self._output, _PIECE):
                self._printed += len(piece)
                self._kept += piece[: max(0, self._stdout_kept - len(self._kept))]
                if self._printed > self._stdout_bytes:
                    raise FloodError

    def stdout(self) -> str:
        """Give what the program printed, at first; what is not text, or would steer a terminal, is replaced."""
        with contextlib.suppress(FloodError):
            self.drain()
        text = self._kept.decode("utf-8", "replace")
        return _STEERING.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")) if text else ""

    def close(self) -> None:
        """Close both descriptors."""
        self._socket.close()
        os.close(self._output)
