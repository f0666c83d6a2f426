"""The judge's side of the jail: a warm sandbox that opens a fresh process for every submission."""

from __future__ import annotations

import contextlib
import math
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import astuple
from types import TracebackType
from typing import Final, Self

from .channel import Channel
from .ending import Ending
from .failures import SandboxError, SandboxUnavailable
from .inside.confinement import Allowance
from .inside.layers import WHOLE, Layers
from .inside.loading import ALONE
from .inside.values import encode
from .launch import Zygote, start
from .layout import Flavour
from .outcomes import Limits, Source, Surroundings
from .session import Session

_SLOTS: Final = 100
"""As many user ids are set aside for the slots of root workers."""

_FORKS_OF_ONE_ZYGOTE: Final = 2000
"""After so many submissions a zygote is replaced: it costs a third of a second and forgets whatever crept in."""


class Loading:
    """A submission that is being loaded in its process."""

    def __init__(self, session: Session, starting_afresh: Callable[[], AbstractContextManager[None]]) -> None:
        self._session = session
        self._starting_afresh = starting_afresh

    def finish(self) -> Session:
        """Wait until it is loaded. Raises SandboxError if the platform failed."""
        with self._starting_afresh():
            return self._session.load()

    def close(self) -> None:
        """End it, loaded or not."""
        self._session.close()


class Sandbox:
    """One warm zygote in its jail. One thread at a time; a crashed zygote is replaced at the next `open`."""

    def __init__(self, *, flavour: Flavour = "numpy", slot: int = 0, layers: Layers = WHOLE) -> None:
        self._flavour: Flavour = flavour
        self._layers = layers
        self._slot = slot
        self._zygote: Zygote | None = None
        self._forks = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def flavour(self) -> Flavour:
        """Which packages there are inside: "numpy", or "torch" (and numpy)."""
        return self._flavour

    @property
    def versions(self) -> dict[str, str]:
        """The versions of Python and its packages inside; empty while the sandbox is not running."""
        if self._zygote is None:
            return {}
        return dict(version.split(" ", 1) for version in self._zygote.versions)

    @property
    def controllers(self) -> tuple[str, ...]:
        """The kernel's controllers that bound the whole slot; none while it does not run or where none is ours."""
        return self._zygote.groups.controllers if self._zygote is not None else ()

    def start(self) -> None:
        """Start the jail if it does not run. Raises SandboxUnavailable, whose message says what to do."""
        if not 0 <= self._slot < _SLOTS:
            raise SandboxUnavailable(f"The number of a sandbox's slot must lie between 0 and {_SLOTS - 1}.")
        if self._zygote is None:
            self._zygote = start(self._flavour, self._slot, self._layers)
            self._forks = 0

    def open(
        self,
        *,
        source: Source,
        limits: Limits | None = None,
        seed: bytes | None = None,
        surroundings: Surroundings = ALONE,
        until: float = math.inf,
    ) -> Session:
        """Load a submission in a process of its own, with what its assignment puts beside it.

        `seed` starts the random generators of random, numpy and torch (by default nobody knows it). After `until` (of
        the monotonic clock) whatever is asked is out of time: for a submission that is asked in several sessions.
        Raises SandboxError if the platform failed; the sandbox then starts afresh at the next call.
        """
        return self.begin(source=source, limits=limits, seed=seed, surroundings=surroundings, until=until).finish()

    def begin(
        self,
        *,
        source: Source,
        limits: Limits | None = None,
        seed: bytes | None = None,
        surroundings: Surroundings = ALONE,
        until: float = math.inf,
    ) -> Loading:
        """The same, without waiting until it is loaded: on another core that takes no time of the judge's."""
        if self._forks >= _FORKS_OF_ONE_ZYGOTE:
            self.close()
        self.start()
        limits = limits or Limits()
        with self._starting_afresh():
            channel, ending = self._fork(limits, seed or b"")
            session = Session(channel, ending, source=source, surroundings=surroundings, limits=limits, until=until)
        return Loading(session, self._starting_afresh)

    @contextlib.contextmanager
    def _starting_afresh(self) -> Iterator[None]:
        """Stop where the platform fails, to start again with the next submission."""
        try:
            yield
        except (OSError, SandboxError) as error:
            self.close()
            if isinstance(error, SandboxError):
                raise
            raise SandboxError("The sandbox has stopped; it is started again for the next submission.") from error

    def close(self) -> None:
        """End the jail with everything in it."""
        zygote, self._zygote = self._zygote, None
        if zygote is not None:
            zygote.stop()

    def _fork(self, limits: Limits, seed: bytes) -> tuple[Channel, Ending]:
        if self._zygote is None:
            raise SandboxError("The sandbox is not running.")
        self._forks += 1
        channel, their_channel = socket.socketpair()
        status, their_status = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        output, their_output = os.pipe2(os.O_CLOEXEC)
        ours = Channel(channel, output, stdout_bytes=limits.stdout_bytes, stdout_kept=limits.stdout_kept)
        request = encode(astuple(_allowance(limits, seed)))
        theirs = [their_channel.fileno(), their_status.fileno(), their_output]
        try:
            socket.send_fds(self._zygote.control, [request], theirs)
        except OSError:
            ours.close()
            status.close()
            raise
        finally:
            their_channel.close()
            their_status.close()
            with contextlib.suppress(OSError):
                os.close(their_output)
        return ours, Ending(status)


def _allowance(limits: Limits, seed: bytes) -> Allowance:
    return Allowance(
        cpu_s=math.ceil(limits.cpu_s),
        memory_bytes=limits.memory_bytes,
        file_bytes=limits.file_bytes,
        processes=limits.processes,
        descriptors=limits.descriptors,
        session_s=limits.session_s,
        seed=seed,
        tmp_bytes=limits.tmp_bytes,
        tmp_inodes=limits.tmp_inodes,
        reply_bytes=limits.reply_bytes,
    )
