"""One warm jail for the whole session of tests, and what the machine looks like from outside."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import Sandbox

SLOT = 40
CANARY = "CANARY-5f3a"


@pytest.fixture(scope="session")
def canary() -> Iterator[str]:
    """A secret in the environment of the process that starts the jail."""
    os.environ["COURSEAPP_TEST_SECRET"] = CANARY
    yield CANARY
    del os.environ["COURSEAPP_TEST_SECRET"]


@pytest.fixture(scope="session")
def bystanders() -> set[int]:
    """Processes of other tests that were there before our jail: the jails of the judge's tests, for one."""
    return descendants(os.getpid())


@pytest.fixture(scope="session")
def sandbox(canary: str, bystanders: set[int]) -> Iterator[Sandbox]:
    with Sandbox(slot=SLOT) as box:
        yield box


def descendants(pid: int) -> set[int]:
    """The processes below a process, as the kernel lists them."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            parents[int(folder.name)] = int(fields[1])
    found: set[int] = set()
    grown = {pid}
    while grown:
        grown = {child for child, parent in parents.items() if parent in grown} - found
        found |= grown
    return found


def mounts() -> int:
    return len(Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines())


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
