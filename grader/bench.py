"""This process's place of work: the judge, and a warm sandbox for each flavour. Fails closed.

Not for threads: a sandbox belongs to the thread that started it, which is the one that runs the tasks.
"""

import logging
import secrets
import time

from grader.judge import AssignmentError, Report, Source, grade, load_assignment
from grader.judge.declaration import FLAVOURS, Assignment, Flavour
from grader.sandbox import Sandbox, SandboxError, SandboxUnavailable, selftest

logger = logging.getLogger(__name__)

PAUSE_S = 10.0  # between two attempts to open
REHEARSED, REHEARSED_IN = "rnn_cell", "numpy"
PLACE_OF_COMMANDS = 49  # above the places of any pool of workers
COMMAND = "python manage.py check_grading"


class BenchError(Exception):
    """This process cannot grade anything at present; the message says what the operator can do."""


class Bench:
    """`place`: this process's number among the workers of the machine. No two sandboxes share a user of the system."""

    def __init__(self, *, place: int = 0) -> None:
        self.closed = ""
        self.place = place
        self._sandboxes: dict[Flavour, Sandbox] = {}
        self._wanted: set[Flavour] = {"numpy"}
        self._tested: set[Flavour] = set()
        self._tried_at = float("-inf")

    def open(self) -> bool:
        """Make ready what is needed, unless it is ready; after a failure, not before a pause is over."""
        if self.closed and time.monotonic() - self._tried_at < PAUSE_S:
            return False
        try:
            for flavour in sorted(self._wanted):
                self._prove(flavour)
        except (SandboxError, AssignmentError, BenchError) as error:
            self._shut(error)
            return False
        except Exception as error:
            logger.exception("The judge could not be made ready.")  # whatever it is, nobody is graded by it
            self._shut(BenchError(f"The judge could not be made ready ({type(error).__name__}): run `{COMMAND}`."))
            return False
        self.closed = ""
        return True

    def judge(self, *, reference: str, source: Source, seed: int) -> Report:
        """Grade one text. Raises BenchError, SandboxError, AssignmentError: all of them ours, never the student's."""
        assignment = load_assignment(reference)
        self._wanted.add(assignment.flavour)
        try:
            return self._grade(assignment, source, seed)
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

    def _prove(self, flavour: Flavour) -> None:
        """Before the first student: hostile programs must not get out, and the judge must know right from nothing."""
        sandbox = self._find_sandbox(flavour)
        if flavour in self._tested:
            return
        if surprises := [finding.name for finding in selftest.check(sandbox) if not finding.passed]:
            raise BenchError(f"The sandbox failed its self-test ({'; '.join(surprises)}): run `{COMMAND}` to see why.")
        if flavour == REHEARSED_IN:
            self._rehearse()
        self._tested.add(flavour)

    def _rehearse(self) -> None:
        """A model answer must earn full marks, a starter none. Warms the judge up, too."""
        assignment = load_assignment(REHEARSED)
        for name, text, share in (("solution", assignment.solution, 1.0), ("starter", assignment.starter, 0.0)):
            report = self._grade(assignment, Source(filename=f"{name}.py", text=text), secrets.randbits(32))
            if report.score != share * report.max_score:
                points = f"{report.score:g} of {report.max_score:g} points"
                raise BenchError(f"In a rehearsal the {name} of {REHEARSED} earned {points}: run `{COMMAND}`.")

    def _grade(self, assignment: Assignment, source: Source, seed: int) -> Report:
        return grade(assignment=assignment, source=source, seed=seed, sandbox=self._find_sandbox(assignment.flavour))

    def _find_sandbox(self, flavour: Flavour) -> Sandbox:
        if flavour not in self._sandboxes:
            sandbox = Sandbox(flavour=flavour, slot=self.place * len(FLAVOURS) + FLAVOURS.index(flavour))
            sandbox.start()
            self._sandboxes[flavour] = sandbox
        return self._sandboxes[flavour]

    def _drop(self, flavour: Flavour) -> None:
        if sandbox := self._sandboxes.pop(flavour, None):
            sandbox.close()

    def _shut(self, error: Exception) -> None:
        self.closed = str(error)
        self._tried_at = time.monotonic()
        self.close()
        logger.error("Grading is closed: %s", error)


BENCH = Bench()
