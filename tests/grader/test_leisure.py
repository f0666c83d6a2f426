"""A worker prepares while nobody waits, and never while somebody does."""

import threading

import pytest

from grader.judge import load_assignment
from grader.judge.library import find_library, make_ready
from grader.leisure import Leisure, OverError

LONGEST_S = 60.0


@pytest.fixture
def leisure():
    return Leisure(quiet_s=0.0, is_core_free=lambda: True)


class Preparing:
    """A thread that uses the leisure for some work; ``ending`` says how that came to its end."""

    def __init__(self, leisure, work):
        self.ended, self.ending = threading.Event(), ""
        self.thread = threading.Thread(target=self._use, args=(leisure, work), daemon=True)
        self.thread.start()

    def _use(self, leisure, work):
        try:
            leisure.use(work, self.ended)
            self.ending = "finished"
        except OverError:
            self.ending = "over"

    def join(self) -> str:
        self.thread.join(LONGEST_S)
        return self.ending


def test_nothing_is_prepared_while_somebody_waits_for_work(leisure):
    is_at_work, seen, done = [False], [], threading.Event()

    def prepare(pause):
        while not done.is_set() or len(seen) < 100:
            seen.append(is_at_work[0])
            pause()

    preparing = Preparing(leisure, prepare)
    for _ in range(50):
        with leisure.at_work():
            is_at_work[0] = True
            steps = len(seen)
            sum(range(20_000))
            assert len(seen) == steps
            is_at_work[0] = False
    done.set()
    assert preparing.join() == "finished"
    assert len(seen) >= 100
    assert not any(seen)


def test_work_may_hold_work(leisure):
    with leisure.at_work(), leisure.at_work():
        preparing = Preparing(leisure, lambda pause: None)
    assert preparing.join() == "finished"


def test_it_stops_in_the_middle_when_the_worker_ends(leisure):
    begun = threading.Event()

    def prepare(pause):
        begun.set()
        while True:
            pause()

    preparing = Preparing(leisure, prepare)
    assert begun.wait(LONGEST_S)
    preparing.ended.set()
    assert preparing.join() == "over"


def test_a_busy_machine_is_left_alone():
    looked, done = threading.Event(), []
    preparing = Preparing(Leisure(quiet_s=0.0, is_core_free=looked.set), lambda pause: done.append(1))
    assert looked.wait(LONGEST_S)  # `set` gives None: no core is free
    preparing.ended.set()
    assert preparing.join() == "over"
    assert not done


def test_what_is_known_of_an_assignment_is_ready_afterwards(leisure):
    assignment = load_assignment("output_layer")
    leisure.use(lambda pause: make_ready(assignment, pause=pause), threading.Event())
    for pair in assignment.pairs:
        library = find_library(assignment, pair, pause=pytest.fail)
        assert "shelves" in vars(library)
        assert all("differs" in vars(shelf) for shelf in library.shelves.values())
