"""A bound on a whole slot, where the kernel's control groups are ours to use: memory of any kind, and processes.

The rlimits bound every process; this bounds what they do not count, such as files in memory and what the kernel keeps
for them. Where no controller is writable the other layers serve alone.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .layout import Flavour

_NAME: Final = "courseapp-"
_MOUNTS: Final = Path("/sys/fs/cgroup")
_OF_PROCESS: Final = Path("/proc/self/cgroup")
_PROCESSES: Final = 192
_MEMORY: Final[dict[Flavour, int]] = {"numpy": 2 << 30, "torch": 4 << 30}
_GONE_WITHIN_S: Final = 2.0
_NUMBERS: Final = itertools.count()


@dataclass(frozen=True)
class Groups:
    """The control groups of one slot: which controllers they are of, and their folders."""

    controllers: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()

    @property
    def doors(self) -> tuple[str, ...]:
        """The files into which a process writes 0 to enter."""
        return tuple(str(folder / "cgroup.procs") for folder in self.folders)

    def entered_by(self, pid: int) -> Groups:
        """Give these groups if a process is in all of them; otherwise remove them and give none."""
        try:
            if all(str(pid) in Path(door).read_text(encoding="ascii").split() for door in self.doors):
                return self
        except OSError:
            pass
        self.remove()
        return Groups()

    def remove(self) -> None:
        """End whatever is still inside and remove the folders; what cannot be removed now is the next start's."""
        until = time.monotonic() + _GONE_WITHIN_S
        for folder in self.folders:
            while not _remove(folder) and time.monotonic() < until:
                _end_members(folder)
                time.sleep(0.005)


def make(flavour: Flavour, slot: int, *, mounts: Path = _MOUNTS, of_process: Path = _OF_PROCESS) -> Groups:
    """Make the groups of a slot wherever a controller is writable, after sweeping up those of workers long gone."""
    name = f"{_NAME}{os.getpid()}-{flavour}-{slot}-{next(_NUMBERS)}"
    limits = {"memory": str(_MEMORY[flavour]), "pids": str(_PROCESSES)}
    controllers: list[str] = []
    folders: list[Path] = []
    for controller, limit in limits.items():
        for base in _bases(controller, mounts=mounts, of_process=of_process):
            _sweep(base)
            folder = base / name
            try:
                folder.mkdir(exist_ok=folder in folders)
                _limit(folder, controller, limit)
            except OSError:
                if folder not in folders:
                    _remove(folder)
                continue
            controllers.append(controller)
            if folder not in folders:
                folders.append(folder)
            break
    return Groups(tuple(controllers), tuple(folders))


def _bases(controller: str, *, mounts: Path, of_process: Path) -> list[Path]:
    """Where a group may be made: below the one that we are in, else below the controller's root; nearest first."""
    own = _own_paths(of_process)
    if controller in own:
        return _existing(mounts / controller, own[controller])
    if "" in own and not (mounts / controller).exists():  # the second version: one tree for all controllers
        return [base for base in _existing(mounts, own[""]) if _hands_down(base, controller)]
    return []


def _own_paths(of_process: Path) -> dict[str, str]:
    """Tell by controller in which group we are; the second version's only tree has an empty name."""
    try:
        lines = of_process.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    fields = [line.split(":", 2) for line in lines if line.count(":") >= 2]
    return {name: path.lstrip("/") for _, names, path in fields for name in names.split(",")}


def _existing(root: Path, path: str) -> list[Path]:
    return [base for base in dict.fromkeys((root / path, root)) if base.is_dir() and os.access(base, os.W_OK)]


def _hands_down(base: Path, controller: str) -> bool:
    try:
        return controller in (base / "cgroup.subtree_control").read_text(encoding="ascii").split()
    except OSError:
        return False


def _limit(folder: Path, controller: str, limit: str) -> None:
    first_version = (folder / "memory.limit_in_bytes").exists()
    name = {"memory": "memory.limit_in_bytes" if first_version else "memory.max", "pids": "pids.max"}[controller]
    _tell(folder / name, limit)
    if controller == "memory":
        with contextlib.suppress(OSError):  # kernels without swap, or without its account, have no such file
            _tell(folder / ("memory.memsw.limit_in_bytes" if first_version else "memory.swap.max"), limit)


def _tell(file: Path, words: str) -> None:
    descriptor = os.open(file, os.O_WRONLY)
    try:
        os.write(descriptor, words.encode())
    finally:
        os.close(descriptor)


def _sweep(base: Path) -> None:
    """Remove what workers that are gone left behind. A group with processes in it cannot be removed, and is not."""
    for folder in base.glob(f"{_NAME}*"):
        owner = folder.name.removeprefix(_NAME).partition("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            _remove(folder)


def _remove(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _end_members(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for pid in (folder / "cgroup.procs").read_text(encoding="ascii").split():
            os.kill(int(pid), signal.SIGKILL)
