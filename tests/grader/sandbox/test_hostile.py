"""Every hostile submission gets what it deserves, leaves nothing behind, and does not touch the next one."""

import time

import numpy as np
import pytest

from grader.sandbox import Ended, Handle, Imported, Raised, Returned, Sandbox, Source
from tests.grader.corpus import HOSTILE, Case, read_cases

from .conftest import descriptors, inhabitants, mounts

HONEST = Source(
    "honest.py",
    "import os\nimport numpy as np\n\ndef forward(x, W):\n    return np.tanh(x @ W)\n\n"
    "def look():\n    return [name for place in ('/tmp', '/dev/shm') for name in os.listdir(place)]\n",
)
X = np.linspace(-1, 1, 6).reshape(2, 3)
W = np.linspace(1, 2, 12).reshape(3, 4)


@pytest.mark.parametrize("case", read_cases(HOSTILE), ids=lambda case: case.name)
def test_a_hostile_submission_gets_what_it_deserves(case: Case, sandbox: Sandbox, canary: str) -> None:
    sandbox.start()
    before = (mounts(), descriptors())
    started = time.monotonic()
    with sandbox.open(source=case.source, limits=case.limits) as session:
        involved = inhabitants(sandbox)
        check_import(case, session.outcome)
        if isinstance(session.outcome, Imported):
            outcome = attack(case, session)
            check_outcome(case, outcome)
            check_special(case, outcome, sandbox)
            assert {letter for letter in session.stdout() if not letter.isprintable()} <= {"\n", "\t"}
        seen = repr((session.outcome, locals().get("outcome"), session.stdout()))
    assert canary not in seen
    longest = max(case.limits.import_s, case.limits.call_s) * case.limits.patience
    assert time.monotonic() - started < longest + 1.5
    assert session.report is not None
    assert (mounts(), descriptors()) == before
    assert_nothing_is_left(involved, sandbox)
    check_the_next_one(sandbox)


@pytest.mark.parametrize("case", [case for case in read_cases(HOSTILE) if "times" in case.expected])
def test_a_hostile_submission_comes_to_nothing_however_often_it_is_tried(case: Case, sandbox: Sandbox) -> None:
    for _ in range(case.expected["times"]):
        with sandbox.open(source=case.source, limits=case.limits) as session:
            check_outcome(case, attack(case, session))
    check_the_next_one(sandbox)


def attack(case, session):
    for _ in range(case.expected.get("calls", 1)):
        outcome = session.call(function="attack", arguments=(X.copy(),), wants=case.expected.get("wants", ()))
        if not isinstance(outcome, Returned):
            break
    return outcome


def assert_nothing_is_left(involved, sandbox):
    """Of the processes that lived beside the submission two go on, bubblewrap and the zygote, and one more waits."""
    left = inhabitants(sandbox)
    assert len(left & involved) == 2 or len(involved) == 3 == len(left), "it ended while it was loaded"
    assert len(left) <= 3


def check_import(case, outcome):
    kind = "loaded" if isinstance(outcome, Imported) else outcome.kind
    assert kind in case.imported, outcome
    if kind != "loaded":
        assert case.expected.get("says", "") in outcome.message
        assert case.expected.get("hints", "") in outcome.hint


def check_outcome(case, outcome):
    assert type(outcome).__name__ in case.outcomes, outcome
    if isinstance(outcome, Raised):
        assert case.expected.get("says", "") in outcome.message, outcome
        assert len(outcome.message) <= 300
        assert len(outcome.type_name) <= 80
        assert (outcome.message + outcome.type_name).isprintable()
    if case.expected.get("finds_nothing"):
        assert outcome.values == (), outcome


def check_special(case, outcome, sandbox):
    expected = case.expected
    if isinstance(outcome, Ended):
        assert outcome.exit_code == expected.get("exit_code", outcome.exit_code)
        assert outcome.signal == expected.get("signal", outcome.signal)
    if "handles" in expected and isinstance(outcome, Returned):
        assert isinstance(outcome.values[0], Handle)
    if "never" in expected:
        assert expected["never"] not in outcome.values[0]
    if "differs" in expected:
        with sandbox.open(source=case.source) as other:
            assert not np.array_equal(other.call(function="attack", arguments=(X,)).values[0], outcome.values[0])
    if "repeats" in expected:
        with sandbox.open(source=case.source) as other:
            assert other.call(function="attack", arguments=(X,)).values == outcome.values


def check_the_next_one(sandbox):
    with sandbox.open(source=HONEST) as session:
        outcome = session.call(function="forward", arguments=(X, W))
        seen = session.call(function="look", arguments=())
    assert isinstance(outcome, Returned), outcome
    assert isinstance(seen, Returned), seen
    assert seen.values == (), "something was left in a place that can be written"
    assert np.array_equal(outcome.values[0], np.tanh(X @ W))
