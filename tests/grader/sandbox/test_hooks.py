"""A submission's process is whole although the standard library's hooks do not run when it is forked."""

from grader.sandbox import Returned, Source

TEXT = """
import logging
import os
import random
import threading

import numpy as np


def state():
    logging.getLogger().warning("works")
    done = []
    thread = threading.Thread(target=lambda: done.append(1))
    thread.start()
    thread.join(1)
    main = threading.main_thread()
    return done == [1], main is threading.current_thread(), main.is_alive(), len(threading.enumerate()) == 1


def draw():
    return [random.random(), np.random.rand()]


def register():
    return os.register_at_fork(after_in_child=print) is None and os.register_at_fork.__module__ == "posix"
"""


def call(sandbox, function):
    with sandbox.open(source=Source("a.py", TEXT)) as session:
        outcome = session.call(function=function, arguments=(), wants=("plain",))
    assert isinstance(outcome, Returned), outcome
    return outcome.values


def test_threads_and_logging_work(sandbox):
    assert all(call(sandbox, "state"))


def test_random_numbers_differ_from_one_to_the_next(sandbox):
    drawn = [call(sandbox, "draw") for _ in range(4)]
    assert len(set(drawn)) == 4


def test_a_submission_may_register_what_it_wants(sandbox):
    assert call(sandbox, "register") == (True,)
