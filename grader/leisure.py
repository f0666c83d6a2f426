"""What a worker does while nobody waits: it works out what the first wrong answer to each assignment would wait for.

The answers of an assignment's known mistakes are computed once in a process, which takes a second or two. This is done
in small steps, each of which waits until nothing was graded for a while and a core is free: whoever hands in meanwhile
waits for a step, which takes milliseconds. References and mistakes are never run by two threads at once.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db import DatabaseError, connection

from grader.judge import AssignmentError, load_assignment, warm
from grader.judge.library import make_ready
from grader.models import Assignment

logger = logging.getLogger(__name__)

QUIET_S = 2.0  # since the last work for somebody who waits
LOOK_S = 0.05  # between two looks at whether it is quiet
AGAIN_S = 60.0  # between two looks at what courses are given: files change, and assignments are added


Pause = Callable[[], None]


class OverError(Exception):
    """The worker ends."""


def is_core_free() -> bool:
    """Whether no more is running on the machine, this process included, than it has cores for."""
    running = int(Path("/proc/loadavg").read_text().split()[3].partition("/")[0])
    return running <= (os.cpu_count() or 1)


class Leisure:
    """The turns of a process between its work and what can be done ahead of it."""

    def __init__(self, *, quiet_s: float = QUIET_S, is_core_free: Callable[[], bool] = is_core_free) -> None:
        self._quiet_s = quiet_s
        self._is_core_free = is_core_free
        self._turn = threading.RLock()
        self._wanted = 0
        self._worked_at = float("-inf")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Work that somebody waits for: nothing is prepared until it is done, nor for a while after."""
        self._wanted += 1
        try:
            with self._turn:
                yield
        finally:
            self._worked_at = time.monotonic()
            self._wanted -= 1

    def prepare(self, ended: threading.Event) -> None:
        """Make ready what the courses' assignments need, now and whenever they change, until the worker ends."""
        while not ended.is_set():
            for source in _list_sources():
                try:
                    self.use(partial(prepare, source), ended)
                except OverError:
                    return
                except AssignmentError as error:
                    logger.warning("Nothing can be prepared for %s: %s", source, error)
                except Exception:
                    logger.exception("What is known to go wrong in %s could not be worked out.", source)
            ended.wait(AGAIN_S)

    def use(self, work: Callable[[Pause], None], ended: threading.Event) -> None:
        """Do something that nobody waits for; it calls ``pause`` as often as it can. Raises OverError at the end."""
        self._await_quiet(ended)
        with self._turn:
            work(lambda: self._give_way(ended))

    def _give_way(self, ended: threading.Event) -> None:
        self._turn.release()
        try:
            self._await_quiet(ended)
        finally:
            self._turn.acquire()

    def _await_quiet(self, ended: threading.Event) -> None:
        while not ended.is_set():
            since = time.monotonic() - self._worked_at
            if not self._wanted and since >= self._quiet_s and self._is_core_free():
                return
            ended.wait(LOOK_S)
        raise OverError


LEISURE = Leisure()


def prepare(source: str, pause: Pause) -> None:
    """Work out what the known mistakes of an assignment return."""
    warm().set_num_threads(1)  # torch would give a thread that it has not seen before helpers of its own
    make_ready(load_assignment(source), pause=pause)


def _list_sources() -> list[str]:
    try:
        return list(Assignment.objects.order_by("source").values_list("source", flat=True).distinct())
    except DatabaseError as error:
        logger.warning("What courses are given could not be read: %s", error)
        return []
    finally:
        connection.close()  # this thread's own
