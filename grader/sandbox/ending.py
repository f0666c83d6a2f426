"""How a submission's process ends: asked of its supervisor, over a socket that the submission does not hold."""

from __future__ import annotations

import contextlib
import socket

from .failures import SandboxError
from .inside.supervisor import REPORT, Report


class Ending:
    """The judge's end of a submission's status socket."""

    def __init__(self, status: socket.socket) -> None:
        self._status = status
        self._is_asked_for = False

    @property
    def is_open(self) -> bool:
        """Tell whether there is still somebody to ask."""
        return self._status.fileno() >= 0

    def ask_for(self) -> None:
        """Have the process killed now. Raises OSError if the supervisor is gone."""
        if not self._is_asked_for:
            self._is_asked_for = True
            with contextlib.suppress(BrokenPipeError):  # it has just ended by itself: the report lies ready
                self._status.send(b"K")

    def wait(self, within_s: float) -> Report | None:
        """Wait for the report; None if it does not come in time. Raises OSError, SandboxError."""
        self._status.settimeout(within_s)
        try:
            data = self._status.recv(REPORT.size)
        except TimeoutError:
            return None
        except ConnectionResetError:  # it ended without reading our request; what it wrote before is still there
            data = self._status.recv(REPORT.size)
        if len(data) != REPORT.size:
            raise SandboxError("The supervisor of a submission is gone.")
        return Report(*REPORT.unpack(data))

    def close(self) -> None:
        self._status.close()
