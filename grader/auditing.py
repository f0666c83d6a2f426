"""A worker at an audit: a file or a wrong answer at a time, and whoever waits for a verdict goes first."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict

import numpy as np

from grader import audits, grading, publishing
from grader.bench import BENCH, BenchError
from grader.judge import AssignmentError, Report, Source, load_assignment
from grader.judge.audit import Row, audit_file, list_files
from grader.judge.declaration import Assignment
from grader.judge.mutants import Mutant, try_pair
from grader.models import FolderAudit, Submission

logger = logging.getLogger(__name__)

TURN_S = 20.0  # for so long a worker goes on; then other tasks have a chance
PAUSE_S = 0.5  # between two looks at whether somebody waits
MOST_GIVEN_S = 300.0  # to those who wait, in one turn: the task has a time limit
SIGN_OF_LIFE_S = 15.0  # between two notes that this worker is still at it


def work() -> bool:
    """Go on with the audit that was asked for first; says whether there was one."""
    audit = audits.take() if BENCH.open() else None
    if audit is None:
        return False
    try:
        assignment = load_assignment(audit.source)
        if assignment.hash != audit.assignment_hash:
            audits.fail(audit, "The files have been changed since. Have them audited again.")
        elif not _go_on(audit, assignment):
            audits.let_go(audit)
            audits.hint()
    except BenchError:
        audits.let_go(audit)
    except AssignmentError as error:
        audits.fail(audit, str(error))
    except Exception:
        logger.exception("The audit of %s was cut off.", audit.source)
        audits.let_go(audit)
    publishing.settle()
    return True


def _go_on(audit: FolderAudit, assignment: Assignment) -> bool:
    """Whether it is finished."""
    begun, give_way = time.monotonic(), _Courtesy()
    files = list_files(assignment)
    total = len(files) + len(assignment.pairs)
    rows = [_read_row(row) for row in audit.rows]

    def grade(source: Source, seed: int) -> Report:
        return BENCH.judge(reference=audit.source, source=source, seed=seed)

    for file in files[len(rows) :]:
        rows.append(audit_file(file, grade=grade))
        if not audits.note(audit, done=len(rows), total=total, rows=[asdict(row) for row in rows]):
            return True
        give_way()
        if time.monotonic() - begun > TURN_S:
            return False
    mutants: list[Mutant] = []
    noted = time.monotonic()
    for number, pair in enumerate(assignment.pairs):
        with np.errstate(all="ignore"):
            for mutant in try_pair(assignment, pair):
                mutants.append(mutant)
                give_way()
                if time.monotonic() - noted > SIGN_OF_LIFE_S:
                    audits.keep(audit)
                    noted = time.monotonic()
        audits.note(audit, done=len(rows) + number + 1, total=total, rows=[asdict(row) for row in rows])
    return audits.finish(audit, rows=rows, mutants=mutants, total=total)


class _Courtesy:
    """Lets those who wait for a verdict go first, in the middle of an audit."""

    def __init__(self, serve: Callable[[], object] = grading.grade_what_waits) -> None:
        self.serve = serve
        self.looked_at = float("-inf")
        self.given_s = 0.0

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self.looked_at < PAUSE_S or self.given_s > MOST_GIVEN_S:
            return
        if Submission.objects.waiting().exists():
            self.serve()
        self.looked_at = time.monotonic()
        self.given_s += self.looked_at - now


def _read_row(row: dict[str, object]) -> Row:
    lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return Row(**{**row, **lists})  # type: ignore[arg-type]
