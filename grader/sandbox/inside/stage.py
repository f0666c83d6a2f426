"""The step before the jail when the worker is root: build a tree that an ordinary user can read, become that user.

bubblewrap must not run as root (its read-only binds could be undone), and as another user it cannot look into places
such as /root. So this small program, still outside and with an empty environment, binds what the jail needs into a
mount namespace of its own, gives up root for good and turns into bubblewrap.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from . import kernel

STAGE: Final = "/tmp"  # noqa: S108 - covered by a tmpfs of our own before anything is put there

_READ_ONLY: Final = kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV


def place(number: int) -> str:
    """Tell where the stage shows the source of a binding."""
    return f"{STAGE}/{number}"


def main(user: int, command: list[str], sources: list[str], doors: list[str]) -> None:
    """Enter the slot's control groups, bind the sources, become the user, turn into the command.

    Never returns; whatever fails is raised.
    """
    for door in doors:
        with contextlib.suppress(OSError):  # whether we are in is looked at from outside
            Path(door).write_text("0", encoding="ascii")
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    opened = [os.open(source, os.O_PATH | os.O_CLOEXEC) for source in sources]  # before /tmp is covered
    kernel.mount("tmpfs", STAGE, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=64k,mode=0755")
    for number, (source, descriptor) in enumerate(zip(sources, opened, strict=True)):
        _bind(descriptor, Path(place(number)), name=source)
        os.close(descriptor)
    os.chdir("/")
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.execve(command[0], command, {})  # noqa: S606 - an argv list, no shell


def _bind(descriptor: int, target: Path, *, name: str) -> None:
    if Path(f"/proc/self/fd/{descriptor}").is_dir():
        target.mkdir()
    else:
        target.touch()
    try:
        kernel.mount(f"/proc/self/fd/{descriptor}", str(target), None, kernel.MS_BIND)
        kernel.mount("none", str(target), None, kernel.MS_BIND | kernel.MS_REMOUNT | _READ_ONLY)
    except OSError as error:
        raise OSError(error.errno, f"{name}: {error.strerror}") from error
