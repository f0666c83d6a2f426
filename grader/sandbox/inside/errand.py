"""Runs one module of ours inside a jail of its own: limits first, then the module, which reads what nobody trusts."""

from __future__ import annotations

import resource
import runpy
import sys

from . import confinement, seccomp
from .layers import WHOLE


def main(module: str, memory_bytes: int, cpu_s: int, output_bytes: int, arguments: list[str]) -> None:
    """Give up what the module does not need, then run it as a program."""
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (limit, limit))
    confinement.renounce(seccomp.build(), WHOLE)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
