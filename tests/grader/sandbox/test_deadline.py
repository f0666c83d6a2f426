"""A loop is ended at its limit: measured in the loop's own processor time, which a busy machine does not stretch."""

import statistics

import pytest

from grader.sandbox import Limits, Returned, Sandbox, Source, TimedOut

LIMIT_S = 0.15
LOOPS = {
    "python": "def f():\n    while True:\n        pass\n",
    "c": "import numpy as np\ndef f():\n    a = np.ones((500, 500))\n    while True:\n        a @ a\n",
    "holding the lock": "import re\ndef f():\n    re.match(r'(a+)+$', 'a' * 60 + 'b')\n",
    "catching everything": (
        "def f():\n    while True:\n        try:\n            f()\n        except BaseException:\n            pass\n"
    ),
}


@pytest.mark.parametrize("kind", LOOPS)
def test_a_loop_is_ended_within_50_ms_of_its_limit(kind, sandbox: Sandbox):
    overtime = []
    for _ in range(5):
        with sandbox.open(source=Source("a.py", LOOPS[kind]), limits=Limits(call_s=LIMIT_S, patience=20)) as session:
            assert isinstance(session.call(function="f", arguments=()), TimedOut)
            assert session.report is not None
            overtime.append(session.report.user_s + session.report.system_s - LIMIT_S)
    assert statistics.median(overtime) < 0.05, "with what it took to load the file, and to end it"


def test_a_loop_costs_only_its_own_session(sandbox: Sandbox):
    text = f"{LOOPS['python']}\ndef g():\n    return 1\n"
    limits = Limits(call_s=LIMIT_S)
    with sandbox.open(source=Source("a.py", text), limits=limits) as first:
        assert isinstance(first.call(function="f", arguments=()), TimedOut)
    with sandbox.open(source=Source("a.py", text), limits=limits) as second:
        assert isinstance(second.call(function="g", arguments=()), Returned)
