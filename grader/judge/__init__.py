"""The judge: draws hidden inputs, asks the runner, compares with torch references, and names the mistake.

Importing it imports neither torch nor an assignment's files: torch comes with the first ``grade`` or with ``warm``.
"""

from grader.judge.catalogue import assignment_hash, list_slugs, load_assignment
from grader.judge.checks import PlannedCheck, plan_checks
from grader.judge.declaration import Assignment, AssignmentError
from grader.judge.figures import Figure, find_figure
from grader.judge.grading import grade, refuse
from grader.judge.hints import HintSteps
from grader.judge.oracle import warm
from grader.judge.report import VERDICTS, CheckResult, Diagnosis, Report
from grader.sandbox import Source, SourceError, read_source

__all__ = [
    "VERDICTS",
    "Assignment",
    "AssignmentError",
    "CheckResult",
    "Diagnosis",
    "Figure",
    "HintSteps",
    "PlannedCheck",
    "Report",
    "Source",
    "SourceError",
    "assignment_hash",
    "find_figure",
    "grade",
    "list_slugs",
    "load_assignment",
    "plan_checks",
    "read_source",
    "refuse",
    "warm",
]
