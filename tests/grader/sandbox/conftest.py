"""One warm jail for the whole session of tests, and what the machine looks like from outside."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import Sandbox
from tests.grader.slots import slot
from tests.processes import list_descendants as descendants

SLOT = slot(0)
CANARY = "CANARY-5f3a"


@pytest.fixture(scope="session")
def canary() -> Iterator[str]:
    """A secret in the environment of the process that starts the jail."""
    os.environ["COURSEAPP_TEST_SECRET"] = CANARY
    yield CANARY
    del os.environ["COURSEAPP_TEST_SECRET"]


@pytest.fixture(scope="session")
def sandbox(canary: str) -> Iterator[Sandbox]:
    with Sandbox(slot=SLOT) as box:
        yield box


def inhabitants(sandbox: Sandbox) -> set[int]:
    """The processes of this one jail, seen from outside; those of other tests' jails are none of its business."""
    zygote = sandbox._zygote  # nobody but these tests needs to know the number of its process
    return {zygote.process.pid} | descendants(zygote.process.pid) if zygote is not None else set()


def mounts() -> int:
    return len(Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines())


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
