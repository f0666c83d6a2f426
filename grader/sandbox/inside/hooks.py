"""Keeps the standard library from hooking itself into our forks.

random, threading and logging would run code in every forked child, which touches a quarter of all the memory that a
session touches. None of it is needed: the zygote has one thread and holds no locks when it forks, and every child
seeds its random generators itself.
"""

from __future__ import annotations

import os
from typing import Any, Final

_register: Final = os.register_at_fork


def hold() -> None:
    """From now on, let nothing be registered. To be called before anything is imported."""
    os.register_at_fork = _ignore


def release() -> None:
    """Let a submission register what it wants."""
    os.register_at_fork = _register


def _ignore(**_: Any) -> None:
    """Stand in for os.register_at_fork."""
