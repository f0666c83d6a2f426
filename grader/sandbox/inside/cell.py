"""One process for one submission: prepared ahead of time, then handed a channel and closed for good.

A spare has its namespaces, its private file systems, no capabilities and no way to most system calls, and waits. Limits
and descriptors follow when it is handed over, and only then does it read a student's code.
"""

from __future__ import annotations

import os
import socket
from dataclasses import astuple, dataclass
from typing import NoReturn

from . import confinement, runner
from .layers import WHOLE, Layers
from .protocol import Kind, pack
from .values import decode, encode

_REQUEST_SIZE = 4096


@dataclass(frozen=True)
class Cell:
    """What a submission is given: what it may use, its end of the channel, where its output goes."""

    allowance: confinement.Allowance
    channel: int
    output: int


@dataclass(frozen=True)
class Spare:
    """A prepared process, as the zygote sees it."""

    pid: int
    line: socket.socket
    storage: confinement.Storage

    def hand_over(self, cell: Cell) -> bool:
        """Give the process its submission's cell. False if it has died in the meantime."""
        try:
            socket.send_fds(self.line, [encode(astuple(cell.allowance))], [cell.channel, cell.output])
        except OSError:
            return False
        finally:
            self.line.close()
        return True


class Nursery:
    """Makes spares: forks of the zygote that have confined themselves and wait for their cell."""

    def __init__(
        self, *, control: socket.socket, occupied: int, system_call_filter: bytes, layers: Layers = WHOLE
    ) -> None:
        self._control = control
        self._occupied = occupied
        self._system_call_filter = system_call_filter
        self._layers = layers

    def breed(self, storage: confinement.Storage) -> Spare:
        """Fork a process into namespaces of its own. Returns in the zygote only."""
        line, its_line = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = confinement.fork(self._layers)
        if pid:
            its_line.close()
            return Spare(pid, line, storage)
        self._control.close()
        line.close()
        return self._live(its_line, storage)

    def _live(self, line: socket.socket, storage: confinement.Storage) -> NoReturn:
        failure = ""
        try:
            confinement.settle_in(storage, self._layers)
            confinement.renounce(self._system_call_filter, self._layers)
        except OSError as error:
            failure = str(error)
        request, descriptors, _, _ = socket.recv_fds(line, _REQUEST_SIZE, 2)
        if not request:
            os._exit(0)
        allowance = confinement.Allowance(*decode(request))
        channel, output = descriptors
        if not failure:
            try:
                channel = confinement.arrange_descriptors(self._layers, channel=channel, output=output)
                if self._layers.rlimits:
                    confinement.limit_resources(allowance, occupied=self._occupied)
            except OSError as error:
                failure = str(error)
        if failure:
            os.write(channel, pack(Kind.BROKEN, bytes(16), encode(failure)))
            os._exit(1)
        runner.serve(channel, seed=allowance.seed, reply_bytes=allowance.reply_bytes)
        os._exit(0)
