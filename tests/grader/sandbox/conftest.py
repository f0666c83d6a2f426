"""One warm jail for the whole session of tests, and what the machine looks like from outside."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import Sandbox
from tests.processes import list_descendants as descendants

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


def mounts() -> int:
    return len(Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines())


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
