"""A reply that is too large is given up before it is encoded, and refused by the judge if it is sent all the same."""

import pytest

from grader.sandbox import Limits, Outcome, ReplyTooLarge, Returned, Sandbox, Source

LIMITS = Limits(reply_bytes=1_000_000, call_s=0.3)
MUCH = 0.05  # seconds of processor time, the start of the process included


def call(sandbox: Sandbox, body: str, *, calls: int = 0) -> tuple[Outcome, float]:
    source = Source("large.py", f"import numpy as np\n\ndef large():\n    {body}\n")
    with sandbox.open(source=source, limits=LIMITS) as session:
        if calls:
            outcome = session.call_many(function="large", batches=[()] * calls)[0]
        else:
            outcome = session.call(function="large", arguments=())
    assert session.report is not None
    return outcome, session.report.user_s + session.report.system_s


@pytest.mark.parametrize(
    "returned",
    [
        "[np.zeros((5000, 5000))] * 7",
        "np.broadcast_to(1.0, (10**6, 10**6))",
        "[[np.zeros((1000, 100))] * 1000] * 10",
        "{'a': {'b': np.zeros(10**7)}}",
        "['x' * 60_000] * 1000",
    ],
)
def test_it_is_given_up_before_anything_is_copied(sandbox: Sandbox, returned):
    outcome, used_s = call(sandbox, f"return {returned}")
    assert outcome == ReplyTooLarge(LIMITS.reply_bytes)
    assert used_s < MUCH


def test_the_replies_to_a_batch_count_together(sandbox: Sandbox):
    outcome, used_s = call(sandbox, "return np.zeros(10_000)", calls=400)
    assert outcome == ReplyTooLarge(LIMITS.reply_bytes)
    assert used_s < MUCH


def test_what_fits_comes_back_however_often(sandbox: Sandbox):
    source = Source("fits.py", "import numpy as np\n\ndef fits():\n    return np.zeros(100_000)\n")
    with sandbox.open(source=source, limits=LIMITS) as session:
        for _ in range(3):
            outcome = session.call(function="fits", arguments=())
            assert isinstance(outcome, Returned)
            assert outcome.values[0].size == 100_000


def test_a_runner_that_does_not_count_is_refused_by_the_judge(sandbox: Sandbox):
    stop_counting = "import sys; sys.modules['inside.conversion']._weigh = lambda value: 0"
    outcome, _ = call(sandbox, f"{stop_counting}; return np.zeros(200_000)")
    assert outcome == ReplyTooLarge(LIMITS.reply_bytes)
