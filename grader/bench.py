"""This process's place of work: the judge, and a warm sandbox for each flavour. Fails closed.

Not for threads: a sandbox belongs to the thread that started it, which is the one that runs the tasks.
"""

import logging
import time

from grader.judge import Report, Source, grade, load_assignment
from grader.judge.declaration import FLAVOURS, Flavour
from grader.sandbox import Sandbox, SandboxError, SandboxUnavailable

logger = logging.getLogger(__name__)

PAUSE_S = 30.0  # between two attempts to open


class BenchError(Exception):
    """This process cannot grade anything at present; the message says what the operator can do."""


class Bench:
    """`place`: this process's number among the workers of the machine. No two sandboxes share a user of the system."""

    def __init__(self) -> None:
        self.closed = ""
        self.place = 0
        self._sandboxes: dict[Flavour, Sandbox] = {}
        self._wanted: set[Flavour] = {"numpy"}
        self._tried_at = float("-inf")

    def open(self) -> bool:
        """Make ready what is needed, unless it is ready; after a failure, not before a pause is over."""
        if self.closed and time.monotonic() - self._tried_at < PAUSE_S:
            return False
        try:
            for flavour in sorted(self._wanted):
                self._find_sandbox(flavour)
        except SandboxError as error:
            self._shut(error)
            return False
        self.closed = ""
        return True

    def judge(self, *, reference: str, source: Source, seed: int) -> Report:
        """Grade one text. Raises BenchError, SandboxError, AssignmentError: all of them ours, never the student's."""
        assignment = load_assignment(reference)
        self._wanted.add(assignment.flavour)
        try:
            return grade(
                assignment=assignment, source=source, seed=seed, sandbox=self._find_sandbox(assignment.flavour)
            )
        except SandboxUnavailable as error:
            self._shut(error)
            raise BenchError(self.closed) from error
        except BaseException:
            # Also a time limit in the middle of a frame: what the sandbox would say next belongs to nobody.
            self._drop(assignment.flavour)
            raise

    def close(self) -> None:
        for flavour in list(self._sandboxes):
            self._drop(flavour)

    def _find_sandbox(self, flavour: Flavour) -> Sandbox:
        if flavour not in self._sandboxes:
            sandbox = Sandbox(flavour=flavour, slot=self.place * len(FLAVOURS) + FLAVOURS.index(flavour))
            sandbox.start()
            self._sandboxes[flavour] = sandbox
        return self._sandboxes[flavour]

    def _drop(self, flavour: Flavour) -> None:
        if sandbox := self._sandboxes.pop(flavour, None):
            sandbox.close()

    def _shut(self, error: SandboxError) -> None:
        self.closed = str(error)
        self._tried_at = time.monotonic()
        self.close()
        logger.error("Grading is closed: %s", error)


BENCH = Bench()
