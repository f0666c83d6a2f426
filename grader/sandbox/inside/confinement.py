"""What a forked child does to itself, step by step, before it reads a line of a student's code.

The order matters: namespaces, identity, private file systems, capabilities, no_new_privs, the system call filter; then,
when its submission is known, descriptors and rlimits.
"""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from typing import Final

from . import kernel
from .layers import Layers

INMATE: Final = 1000
"""The user and group id a submission sees itself as."""

OUTSIDE: Final = 1000
"""The user and group id that bubblewrap gives the zygote."""

CHANNEL: Final = 3
"""The one descriptor beside stdin, stdout and stderr that a submission has."""

_NAMESPACES: Final = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)
"""The network is bubblewrap's: empty, and not a submission's own to change. One of its own would cost a tenth more."""


@dataclass(frozen=True)
class Storage:
    """How much a submission may keep in files, in each of the places where it may write at all."""

    tmp_bytes: int
    tmp_inodes: int


@dataclass(frozen=True)
class Allowance:
    """What the kernel lets one submission use; the order of the fields is the order on the wire."""

    cpu_s: int
    memory_bytes: int
    file_bytes: int
    processes: int
    descriptors: int
    session_s: float
    seed: bytes
    tmp_bytes: int
    tmp_inodes: int
    reply_bytes: int

    @property
    def storage(self) -> Storage:
        """The part of it that must be known when the process is prepared."""
        return Storage(self.tmp_bytes, self.tmp_inodes)


def fork(layers: Layers) -> int:
    """Fork a child that is alone in new namespaces, its process 1. Returns 0 in the child, its pid in the parent."""
    return kernel.fork_into(_NAMESPACES if layers.namespaces else 0)


def settle_in(storage: Storage, layers: Layers) -> None:
    """In the child: take an identity, and see a /proc and writable places that are its own."""
    if not layers.namespaces:
        return
    kernel.set_dumpable(True)  # /proc/self belongs to nobody otherwise, and the maps could not be written
    _tell_kernel("setgroups", b"deny")
    _tell_kernel("uid_map", b"%d %d 1" % (INMATE, OUTSIDE))
    _tell_kernel("gid_map", b"%d %d 1" % (INMATE, OUTSIDE))
    _tell_kernel("oom_score_adj", b"1000")  # should memory run out, the first to go
    kernel.set_dumpable(False)
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    try:
        kernel.mount("proc", "/proc", "proc", kernel.MS_STRICT, "subset=pid")
    except OSError:
        # Some hosts hide parts of their own /proc and then refuse a fresh one: better none than the zygote's.
        kernel.mount("tmpfs", "/proc", "tmpfs", kernel.MS_STRICT | kernel.MS_RDONLY, "size=0,nr_inodes=1")

    options = f"size={storage.tmp_bytes},nr_inodes={storage.tmp_inodes},mode=0700"
    for folder in ("/tmp", "/dev/shm"):  # noqa: S108 - these are the jail's own, made here
        kernel.mount("tmpfs", folder, "tmpfs", kernel.MS_STRICT, options)
    os.chdir("/tmp")  # noqa: S108 - as above


def _tell_kernel(name: str, words: bytes) -> None:
    descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
    try:
        os.write(descriptor, words)
    finally:
        os.close(descriptor)


def arrange_descriptors(layers: Layers, *, channel: int, output: int) -> int:
    """Keep stdin (empty), stdout and stderr (the capture) and the channel, close whatever else was inherited.

    Returns the number that the channel has now.
    """
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    # Both may already sit on a number that the other must get, so they move out of the way first.
    channel, output = _above(channel), _above(output)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(channel, CHANNEL, inheritable=False)
    if layers.descriptors:
        os.closerange(CHANNEL + 1, 1 << 20)
    return CHANNEL


def _above(descriptor: int) -> int:
    moved = os.dup(descriptor)
    while moved <= CHANNEL:
        moved = os.dup(moved)
    return moved


def limit_resources(allowance: Allowance, *, occupied: int) -> None:
    """Set the rlimits. Memory is what the zygote already occupies (bytes of address space) plus the allowance."""
    limits = {
        resource.RLIMIT_CPU: (allowance.cpu_s, allowance.cpu_s + 1),
        resource.RLIMIT_AS: _same(occupied + allowance.memory_bytes),
        resource.RLIMIT_FSIZE: _same(allowance.file_bytes),
        resource.RLIMIT_NOFILE: _same(allowance.descriptors),
        resource.RLIMIT_NPROC: _same(allowance.processes),
        resource.RLIMIT_CORE: _same(0),
        resource.RLIMIT_STACK: _same(_at_most(resource.RLIMIT_STACK, 64 << 20)),
        resource.RLIMIT_MEMLOCK: _same(0),
        resource.RLIMIT_MSGQUEUE: _same(0),
        resource.RLIMIT_SIGPENDING: _same(_at_most(resource.RLIMIT_SIGPENDING, 256)),
    }
    for kind, pair in limits.items():
        resource.setrlimit(kind, pair)


def _same(limit: int) -> tuple[int, int]:
    return limit, limit


def _at_most(kind: int, limit: int) -> int:
    _, hard = resource.getrlimit(kind)
    return limit if hard == resource.RLIM_INFINITY else min(limit, hard)


def renounce(system_call_filter: bytes, layers: Layers) -> None:
    """Give up every capability, every way to get one back, and every system call a submission does not need."""
    if layers.capabilities:
        kernel.drop_capabilities()
    kernel.set_dumpable(False)
    kernel.set_no_new_privileges()
    if layers.filter:
        kernel.load_filter(system_call_filter)
