"""Attacker and honest student side by side, each in a jail of their own: the one costs the other nothing but time."""

import threading

import numpy as np
import pytest

from grader.sandbox import Returned, Sandbox, Source
from tests.grader.corpus import HOSTILE, read_case

from .conftest import SLOT

HONEST = Source(
    "honest.py",
    "def attack(x):\n    total = 0.0\n    for _ in range(20000):\n        total += x.sum()\n    return total\n",
)
X = np.ones((2, 3))


@pytest.mark.parametrize(
    "name", ["thrashes_the_cache", "memory_growth", "kernel_surface", "network", "other_processes"]
)
def test_a_neighbour_cannot_disturb(name, sandbox):
    case = read_case(HOSTILE / f"{name}.py")
    done = threading.Event()

    def attack_all_along():
        with Sandbox(slot=SLOT + 3) as neighbour:
            ready.set()
            while not done.is_set():
                with neighbour.open(source=case.source, limits=case.limits) as session:
                    session.call(function="attack", arguments=(X,))

    ready = threading.Event()
    attacker = threading.Thread(target=attack_all_along)
    attacker.start()
    try:
        assert ready.wait(10)
        for _ in range(5):
            with sandbox.open(source=HONEST) as session:
                outcome = session.call(function="attack", arguments=(X,))
            assert isinstance(outcome, Returned)
            assert outcome.values == (6.0 * 20000,)
    finally:
        done.set()
        attacker.join()
