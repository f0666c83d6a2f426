"""A submission loads in its own process while its judge does something else."""

import os
import socket
import time

import pytest

from grader.sandbox import ImportFailed, Limits, Sandbox, SandboxError, Source
from grader.sandbox.inside.protocol import HEADER
from tests.grader.sandbox.conftest import SLOT

LONG = Source("long.py", f"{'#' * 99}\n" * 20_000 + "def f(x):\n    return x\n")  # more than a socket holds


def has_loaded(loading):
    """Whether its greeting has arrived and, behind that, what it defines."""
    try:
        return len(loading._session._channel._socket.recv(1 << 12, socket.MSG_PEEK)) > 2 * HEADER.size
    except BlockingIOError:
        return False


def test_it_loads_before_anybody_waits_for_it(sandbox):
    loading = sandbox.begin(
        source=Source("a.py", "import time\nBEGAN = time.monotonic()\ndef f():\n    return BEGAN\n")
    )
    give_up = time.monotonic() + 60
    while not has_loaded(loading) and time.monotonic() < give_up:
        os.sched_yield()
    waited_for = time.monotonic()
    with loading.finish() as session:
        assert session.call(function="f", arguments=()).values[0] < waited_for


def test_a_text_that_does_not_fit_into_the_channel_is_loaded_as_well(sandbox):
    with sandbox.begin(source=LONG).finish() as session:
        assert session.call(function="f", arguments=(1.5,)).values == (1.5,)


@pytest.mark.parametrize("text", ["while True: pass\n", "x = 1\n", LONG.text, "import os\nos._exit(3)\n"])
def test_what_nobody_waits_for_any_more_is_ended(sandbox, text):
    loading = sandbox.begin(source=Source("b.py", text))
    loading.close()
    assert loading._session.report is not None  # the kernel's word that it is gone
    with sandbox.open(source=Source("c.py", "def f():\n    return 1\n")) as session:
        assert session.call(function="f", arguments=()).values == (1,)


def test_its_time_is_limited_whenever_the_judge_comes_to_look(sandbox):
    loading = sandbox.begin(source=Source("a.py", "while True: pass\n"), limits=Limits(import_s=0.1, patience=4.0))
    with loading.finish() as session:
        assert isinstance(session.outcome, ImportFailed)
        assert session.outcome.kind == "timeout"


def test_a_jail_that_dies_meanwhile_is_started_afresh():
    with Sandbox(slot=SLOT + 2) as box:
        loading = box.begin(source=Source("a.py", "while True: pass\n"))
        zygote = box._zygote
        zygote.process.kill()
        zygote.process.wait()
        with pytest.raises(SandboxError):
            loading.finish()
        with box.open(source=Source("b.py", "def f():\n    return 1\n")) as session:
            assert session.call(function="f", arguments=()).values == (1,)
