"""The jail starts or says in one sentence why not; its zygote may die without taking the judge along."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.sandbox import Imported, Returned, Sandbox, SandboxError, SandboxUnavailable, Source
from grader.sandbox.launch import explain, find_bwrap

from .conftest import SLOT, descendants

HELLO = Source("hello.py", "def hello():\n    return 'hello'\n")


def test_without_bubblewrap_the_message_says_how_to_get_it(tmp_path):
    with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap"):
        find_bwrap(path=str(tmp_path))


@pytest.mark.parametrize(
    ("complaint", "advice"),
    [
        ("bwrap: No permissions to create a new namespace, likely because ...", "allow user namespaces"),
        ("bwrap: setting up uid map: Permission denied", "allow user namespaces"),
        ("bwrap: execvp /python/bin/python3: Permission denied", "readable for everybody"),
        ("", "it said nothing"),
    ],
)
def test_a_refusal_is_explained_in_one_sentence(complaint, advice):
    message = str(explain(complaint))
    assert advice in message
    assert "\n" not in message


def is_hello(outcome):
    return isinstance(outcome, Returned) and outcome.values == ("hello",)


def kill_all_but(before):
    for pid in sorted(descendants(os.getpid()) - before):  # bubblewrap and the zygote before what they made
        with contextlib.suppress(ProcessLookupError):  # the death of one is the death of the next
            os.kill(pid, signal.SIGKILL)
    time.sleep(0.05)


def test_a_dead_jail_is_a_platform_failure_and_the_next_submission_gets_a_new_one():
    before = descendants(os.getpid())
    with Sandbox(slot=SLOT + 2) as box:
        kill_all_but(before)
        with pytest.raises(SandboxError):
            box.open(source=HELLO)
        with box.open(source=HELLO) as session:
            assert is_hello(session.call(function="hello", arguments=()))


def test_a_jail_that_dies_during_a_session_is_a_platform_failure():
    before = descendants(os.getpid())
    with Sandbox(slot=SLOT + 2) as box:
        session = box.open(source=HELLO)
        kill_all_but(before)
        with pytest.raises(SandboxError):
            session.call(function="hello", arguments=())


JUDGE = """
import os, sys, time
from grader.sandbox import Sandbox, Source
from tests.grader.sandbox.conftest import SLOT, descendants
box = Sandbox(slot=SLOT + 2)
session = box.open(source=Source("a.py", "x = 1"))
print(*descendants(os.getpid()), flush=True)
time.sleep(60)
"""


def test_a_judge_that_is_killed_leaves_nothing_behind():
    with subprocess.Popen([sys.executable, "-c", JUDGE], stdout=subprocess.PIPE, text=True) as judge:
        assert judge.stdout is not None
        pids = judge.stdout.readline().split()
        assert len(pids) >= 3
        judge.kill()
    until = time.monotonic() + 3
    while any(Path("/proc", pid).exists() for pid in pids):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_closing_leaves_nothing_behind():
    before = descendants(os.getpid())
    box = Sandbox(slot=SLOT + 2)
    box.start()
    session = box.open(source=HELLO)
    assert isinstance(session.outcome, Imported)
    session.close()
    assert len(descendants(os.getpid())) > len(before)
    box.close()
    assert descendants(os.getpid()) == before


def test_sandboxes_can_be_opened_again():
    box = Sandbox(slot=SLOT + 2)
    for _ in range(2):
        with box, box.open(source=HELLO) as session:
            assert is_hello(session.call(function="hello", arguments=()))
