"""The audit of an assignment, arranged for its page: files, checks and what they catch, wrong answers and what does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader import audits
from grader.judge import Assignment as Declared
from grader.judge import AssignmentError, load_assignment, plan_checks
from grader.judge.catalogue import is_built_in
from grader.judge.declaration import Pair
from grader.models import Assignment, FolderAudit
from grader.pictures.kills import Matrix, draw_matrix


@dataclass(frozen=True)
class Check:
    """`kills`: how many wrong answers it costs marks; `alone`: those that no other check does."""

    name: str
    title: str
    function: str
    points: float
    kills: int
    alone: int


@dataclass(frozen=True)
class Page:
    """`problem`: why there is nothing to audit. `audit`: None where nobody has asked for one of these files."""

    assignment: Assignment
    audit: FolderAudit | None = None
    is_built_in: bool = False
    problem: str = ""
    checks: Sequence[Check] = ()
    own_files: Sequence[Mapping[str, Any]] = ()
    mistakes: Sequence[Mapping[str, Any]] = ()
    survivors: Sequence[Mapping[str, Any]] = ()
    edges: Sequence[Mapping[str, Any]] = ()
    killed: Sequence[Mapping[str, Any]] = ()
    matrices: Sequence[Matrix] = field(default_factory=tuple)
    chosen: Check | None = None

    @property
    def advice(self) -> list[Mapping[str, Any]]:
        """Mistakes that are caught, and not called by their name."""
        return [row for row in self.mistakes if row["complaints"] and row["score"] < row["max_score"]]


def read(assignment: Assignment, *, chosen: str = "") -> Page:
    """`chosen`: the name of a check, to list only what it kills."""
    try:
        declared = load_assignment(assignment.source)
        audit = audits.find(assignment.source)
    except AssignmentError as error:
        return Page(assignment, problem=str(error))
    if audit is None or audit.state != FolderAudit.State.DONE:
        return Page(assignment, audit, is_built_in(assignment.source))
    checks = _list_checks(declared, audit)
    survivors = [mutant for mutant in audit.mutants if mutant["survived"]]
    killed = [mutant for mutant in audit.mutants if not mutant["survived"]]
    return Page(
        assignment,
        audit,
        is_built_in(assignment.source),
        checks=checks,
        own_files=[row for row in audit.rows if row["role"] != "mistake"],
        mistakes=[row for row in audit.rows if row["role"] == "mistake"],
        survivors=[mutant for mutant in survivors if mutant["kind"] != "edge"],
        edges=[mutant for mutant in survivors if mutant["kind"] == "edge"],
        killed=[each for each in killed if not chosen or chosen in each["killed_by"]],
        matrices=[_draw(pair, checks, audit) for pair in declared.pairs],
        chosen=next((check for check in checks if check.name == chosen), None),
    )


def _list_checks(declared: Declared, audit: FolderAudit) -> list[Check]:
    """Those that give points: a check without any costs nobody marks."""
    return [
        Check(
            name=planned.name,
            title=planned.title,
            function=planned.function,
            points=planned.max_points,
            kills=sum(planned.name in mutant["killed_by"] for mutant in audit.mutants),
            alone=sum(mutant["killed_by"] == [planned.name] for mutant in audit.mutants),
        )
        for planned in plan_checks(declared)
        if planned.max_points
    ]


def _draw(pair: Pair, checks: Sequence[Check], audit: FolderAudit) -> Matrix:
    functions = {function.name for function in (pair.forward, pair.backward) if function is not None}
    return draw_matrix(
        function=pair.forward.name,
        checks=[(each.function, each.name, each.title) for each in checks if each.function in functions],
        mutants=[each for each in audit.mutants if each["function"] == pair.forward.name],
    )
