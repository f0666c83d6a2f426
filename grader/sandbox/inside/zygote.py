"""The warm parent of every submission: has numpy (or torch) loaded, knows nothing, forks on request.

It must stay single-threaded (a forked child of a parent with a thread pool hangs) and must never compute anything
that a student could profit from (a forked child sees its parent's freed memory).
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import resource
import signal
import site
import socket
import sys
from pathlib import Path
from typing import Final

from . import hooks, kernel, loading, runner, seccomp
from .cell import Nursery
from .layers import Layers
from .supervisor import Supervisor
from .values import encode

_USUAL: Final = (
    *("abc", "collections", "copy", "dataclasses", "enum", "functools", "itertools", "json", "math", "operator"),
    *("random", "re", "string", "sys", "time", "typing", "typing_extensions", "warnings", "numpy", "numpy.linalg"),
    "numpy.random",
)
"""What submissions commonly import: loaded once here, so that an import costs them nothing.

numpy.testing is not among them: it takes a sixth of all memory, which every fork would copy the tables of.
"""


_REHEARSALS: Final = 20
"""Python rewrites code that runs often, and finds out what it looks up: done here once, no fork has to copy it."""


def main(flavour: str, control: int, layers: str) -> None:
    """Get warm, say so over the control socket, then let out a submission for every request until the socket closes."""
    channel = socket.socket(fileno=control)
    _warm_up(flavour)
    occupied = int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    system_call_filter = seccomp.build()
    _settle()
    channel.send(encode(("ready", flavour, *_versions(flavour))))
    nursery = Nursery(
        control=channel, occupied=occupied, system_call_filter=system_call_filter, layers=Layers.read(layers)
    )
    Supervisor(channel, nursery).run()


def _warm_up(flavour: str) -> None:
    for name in _USUAL:
        if importlib.util.find_spec(name) is not None:
            importlib.import_module(name)
    if flavour == "torch":
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        torch.set_num_interop_threads(1)
    site.setquit()  # exit() and quit(), which students end their scripts with
    loading.prepare()
    for _ in range(_REHEARSALS):
        runner.warm_up()


def _versions(flavour: str) -> tuple[str, ...]:
    names = ("numpy", "torch") if flavour == "torch" else ("numpy",)
    return (f"python {sys.version.split()[0]}", *(f"{name} {sys.modules[name].__version__}" for name in names))


def _settle() -> None:
    threads = list(Path("/proc/self/task").iterdir())
    if len(threads) != 1:
        raise RuntimeError(f"the zygote has {len(threads)} threads; a fork of it would hang")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.dup2(os.open("/dev/null", os.O_WRONLY), 2)
    hooks.release()
    gc.collect()
    gc.freeze()
    kernel.set_dumpable(False)
