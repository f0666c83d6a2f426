"""Audits an assignment: full marks for its solution, none for its starter, known mistakes caught and told apart.

Wrong answers made from its reference are tried, too: none may earn full marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from grader.judge.declaration import Assignment
from grader.judge.grading import grade
from grader.judge.mistakes import list_mistakes
from grader.judge.mutants import Mutant, try_mutants
from grader.judge.report import Report
from grader.sandbox import Sandbox, Source

SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Row:
    """One file of the folder, graded: ``complaints`` say what its author should look at, none if all is well."""

    file: str
    role: str
    verdict: str
    score: float
    max_score: float
    failed: tuple[str, ...]
    named: tuple[str, ...]
    complaints: tuple[str, ...]

    @property
    def blocks_publishing(self) -> bool:
        """A solution without full marks, a starter that earns any, a mistake that nothing catches."""
        return bool(self.complaints) and (self.role != "mistake" or self.score >= self.max_score)


@dataclass(frozen=True)
class File:
    """A file of the folder that is graded by an audit."""

    name: str
    role: str
    text: str


@dataclass(frozen=True)
class Audit:
    assignment: str
    assignment_hash: str
    seeds: tuple[int, ...]
    rows: tuple[Row, ...]
    mutants: tuple[Mutant, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether it may be published: no file to look at, and no wrong answer that earns full marks."""
        return not any(row.complaints for row in self.rows) and not self.blocking

    @property
    def blocking(self) -> tuple[Mutant, ...]:
        return tuple(mutant for mutant in self.mutants if mutant.blocks_publishing)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "clean": self.clean}


def audit(
    *, assignment: Assignment, sandbox: Sandbox, seeds: Sequence[int] = SEEDS, with_mutants: bool = True
) -> Audit:
    """Grade every file of the folder with several seeds, and try mutants; raises what ``grade`` raises."""

    def grade_one(source: Source, seed: int) -> Report:
        return grade(assignment=assignment, source=source, seed=seed, sandbox=sandbox)

    rows = tuple(audit_file(file, grade=grade_one, seeds=seeds) for file in list_files(assignment))
    return Audit(assignment.slug, assignment.hash, tuple(seeds), rows, try_mutants(assignment) if with_mutants else ())


def list_files(assignment: Assignment) -> tuple[File, ...]:
    """What an audit grades, in its order."""
    mistakes = [File(f"mistakes/{each.slug}.py", "mistake", each.text) for each in list_mistakes(assignment)]
    solution, starter = assignment.solution, assignment.starter
    return File("solution.py", "solution", solution), File("starter.py", "starter", starter), *mistakes


def audit_file(file: File, *, grade: Callable[[Source, int], Report], seeds: Sequence[int] = SEEDS) -> Row:
    """Grade one file with every seed."""
    source = Source(filename=file.name.rpartition("/")[2], text=file.text)
    return _row(file.name, file.role, [grade(source, seed) for seed in seeds])


def _row(file: str, role: str, reports: Sequence[Report]) -> Row:
    complaints: dict[str, None] = {}
    for report in reports:
        for complaint in _complain(file, role, report):
            complaints[f"{complaint} (seed {report.seed})"] = None
    worst = max(reports, key=lambda report: report.score) if role != "solution" else min(reports, key=_score)
    return Row(
        file=file,
        role=role,
        verdict=worst.verdict,
        score=worst.score,
        max_score=worst.max_score,
        failed=tuple(check.name for check in worst.checks if check.verdict != "OK"),
        named=_named(worst),
        complaints=tuple(complaints),
    )


def _score(report: Report) -> float:
    return report.score


def _named(report: Report) -> tuple[str, ...]:
    return tuple(sorted({check.diagnosis.mistake for check in report.checks if check.diagnosis}))


def _complain(file: str, role: str, report: Report) -> list[str]:
    if role == "solution":
        failed = ", ".join(check.name for check in report.checks if check.verdict != "OK")
        return [f"the solution does not get full marks: {failed}"] if failed else []
    if role == "starter":
        return [f"the starter earns {report.score:g} points"] if report.score else []
    if report.score >= report.max_score:
        return ["no check catches this mistake"]
    slug, named = file.removeprefix("mistakes/").removesuffix(".py"), _named(report)
    if not named:
        return ["caught, but not named"]
    return [] if named == (slug,) else [f"named as {', '.join(named)}"]
