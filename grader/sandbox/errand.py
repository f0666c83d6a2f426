"""Sends bytes that nobody trusts to a module of ours in a jail: no network, no files, bounded everything."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .cgroups import Groups
from .failures import SandboxError
from .inside.layers import WHOLE
from .launch import explain, find_bwrap, through_stage, write_arguments
from .layout import PACKAGES, PYTHON, RUNNER, Binding, Layout, plan_for

_SLOT: Final = 90  # its user id is none of a grading slot's
_BOOT: Final = (
    "import sys; module, memory, cpu, output, *arguments = sys.argv[1:]; "
    f"sys.path[:0] = [{PACKAGES!r}, {RUNNER!r}]; "
    "from inside import errand; sys.path.remove({runner!r}); "
    "errand.main(module, int(memory), int(cpu), int(output), arguments)"
).replace("{runner!r}", repr(RUNNER))
_NOT_STARTED: Final = re.compile(r"^bwrap: |/inside/stage\.py\"", re.MULTILINE)


class ErrandError(SandboxError):
    """The module came to no end within its limits, or died; the message says which, for us and not for its user."""


@dataclass(frozen=True)
class Bounds:
    """What an errand may use."""

    memory_bytes: int = 1_500_000_000
    cpu_s: int = 80
    wall_s: float = 120.0
    output_bytes: int = 64 << 20


def run(
    module: str,
    *,
    arguments: Sequence[str],
    data: bytes,
    packages: Sequence[str],
    folders: Mapping[str, Path],
    bounds: Bounds,
) -> bytes:
    """What `python -m module arguments` writes, given the data on standard input.

    The jail holds Python, the packages (by the names of their distributions), and the folders, each under its name
    below the folder of packages. Raises SandboxUnavailable where there is no jail, ErrandError where it came to no end.
    """
    bindings = [Binding(folder, f"{PACKAGES}/{name}") for name, folder in folders.items()]
    limits = [str(bounds.memory_bytes), str(bounds.cpu_s), str(bounds.output_bytes)]
    inner = [f"{PYTHON}/bin/python3", "-I", "-S", "-B", "-X", "utf8", "-c", _BOOT, module, *limits, *arguments]
    with ExitStack() as files:
        given, output, complaint = (_open(files, name) for name in ("given", "output", "complaint"))
        _fill(given, data)
        process = _start(inner, plan_for(packages, bindings), (given, output, complaint))
        _await(process, bounds)
        said = _read(complaint, 10_000).decode("utf-8", "replace")
        if process.returncode == 0:
            return _read(output, bounds.output_bytes)
    if _NOT_STARTED.search(said):
        raise explain(said)
    raise ErrandError(f"it ended with {process.returncode}: {said.strip()[-300:]}")


def _start(inner: list[str], layout: Layout, streams: tuple[int, int, int]) -> subprocess.Popen[bytes]:
    """A jail of this layout around a command, with these as its standard streams."""
    staged = os.geteuid() == 0
    with ExitStack() as files:
        written = _open(files, "jail")
        _fill(written, "\0".join(write_arguments(layout, WHOLE, staged=staged)).encode())
        command = [find_bwrap(), "--args", str(written), "--", *inner]
        return subprocess.Popen(
            through_stage(command, layout, Groups(), _SLOT) if staged else command,
            env={},
            stdin=streams[0],
            stdout=streams[1],
            stderr=streams[2],
            pass_fds=(written,),
            start_new_session=True,
            cwd="/",
        )


def _open(files: ExitStack, name: str) -> int:
    descriptor = os.memfd_create(name)
    files.callback(os.close, descriptor)
    return descriptor


def _fill(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.lseek(descriptor, 0, os.SEEK_SET)


def _read(descriptor: int, limit: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read(limit)


def _await(process: subprocess.Popen[bytes], bounds: Bounds) -> None:
    try:
        process.wait(timeout=bounds.wall_s)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.wait(timeout=10)
        raise ErrandError(f"it took longer than {bounds.wall_s:.0f} seconds") from error
