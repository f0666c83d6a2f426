"""Grades one file: asks the runner, compares with the references, words the report. The same seed, the same verdict."""

import importlib.metadata
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from grader.judge.checks import Finding, PlannedCheck, judge, judge_training, plan_checks
from grader.judge.declaration import Assignment, Function
from grader.judge.diagnosis import diagnose
from grader.judge.evidence import Evidence, gather
from grader.judge.learned import Learned, run_trainings
from grader.judge.localisation import localise
from grader.judge.locations import Locations
from grader.judge.oracle import warm
from grader.judge.problems import Problem
from grader.judge.questions import Questions, prepare
from grader.judge.report import CheckResult, Diagnosis, Report, overall_verdict, total
from grader.judge.symptoms import Diagnoses, list_symptoms
from grader.judge.trials import Examination
from grader.sandbox import Sandbox, Source, SourceError

JUDGE_VERSION = "5"


@dataclass(frozen=True)
class _Outcome:
    """What is known after all functions were tried."""

    checks: tuple[CheckResult, ...]
    symptoms: tuple[str, ...]
    locations: tuple[Locations, ...] = ()
    message: str = ""
    printed: str = ""  # while something trained


def grade(*, assignment: Assignment, source: Source, seed: int, sandbox: Sandbox) -> Report:
    """Grade a file with the hidden inputs that belong to ``seed``.

    Whatever the student's code does is part of the report. Raises SandboxError where the platform failed, and
    AssignmentError where the assignment's own files do.
    """
    clock = _Clock()
    warm()
    clock.lap("torch")
    with Examination(assignment=assignment, source=source, sandbox=sandbox, seed=seed) as examination:
        # While the file loads in its own process, what it will be asked is drawn and solved in this one.
        questions = [prepare(assignment, pair, seed=seed) for pair in assignment.pairs]
        clock.lap("questions")
        examination.load()
        clock.lap("load")
        if examination.failure is not None:
            outcome = _fail(assignment, examination.failure)
        else:
            outcome = _examine(examination, questions, clock=clock)
        printed = examination.printed() + outcome.printed
    return _report(assignment, outcome, seed, clock=clock, stdout=examination.skipped + printed)


def refuse(*, assignment: Assignment, error: SourceError, seed: int) -> Report:
    """The report of a file that could not even be read as code."""
    return _report(assignment, _fail(assignment, Problem("BADSUB", str(error))), seed, clock=_Clock())


def _examine(examination: Examination, questions: Sequence[Questions], *, clock: "_Clock") -> _Outcome:
    assignment = examination.assignment
    with np.errstate(all="ignore"):  # students' numbers may overflow; what comes of it is compared, not announced
        evidence = [gather(examination, each) for each in questions]
        clock.lap("run")
        diagnoses = [diagnose(each) for each in evidence]
        clock.lap("diagnosis")
        learned = run_trainings(examination, evidence, seed=examination.seed)
        clock.lap("training")
        planned = plan_checks(assignment)
        checks = (*_judge_all(planned, evidence, diagnoses), *_judge_trainings(assignment, planned, learned))
        printed = "".join(each.printed for each in learned.values())
        if all(check.verdict == "OK" for check in checks):
            return _Outcome(checks, symptoms=(), printed=printed)
        both = zip(evidence, diagnoses, strict=True)
        return _Outcome(
            checks,
            symptoms=list_symptoms(checks, evidence, diagnoses),
            locations=tuple(found for each, named in both if (found := localise(each, named)) is not None),
            printed=printed,
        )


def _judge_all(
    plan: Sequence[PlannedCheck], evidence: list[Evidence], diagnoses: Sequence[Diagnoses]
) -> tuple[CheckResult, ...]:
    where = {
        function.name: (function, each, diagnosed)
        for each, diagnosed in zip(evidence, diagnoses, strict=True)
        for function in (each.pair.forward, each.pair.backward)
        if function is not None
    }
    results = []
    for planned in plan:
        if planned.function not in where:  # a training
            continue
        function, each, diagnosed = where[planned.function]
        finding = judge(planned, each, function)
        results.append(_result(planned, finding, _pick(function, finding, diagnosed)))
    return tuple(results)


def _judge_trainings(
    assignment: Assignment, plan: Sequence[PlannedCheck], learned: Mapping[str, Learned]
) -> tuple[CheckResult, ...]:
    planned = {each.function: each for each in plan}
    named = [(training.function.name, training) for training in assignment.trainings]
    return tuple(_result(planned[name], judge_training(training, learned[name]), ()) for name, training in named)


def _pick(function: Function, finding: Finding, diagnoses: Diagnoses) -> tuple[Diagnosis, ...]:
    keys = ((case, function.name, name) for case, name in finding.wrong)
    return next((diagnoses[key] for key in keys if key in diagnoses), ())


def _result(planned: PlannedCheck, finding: Finding, diagnoses: Sequence[Diagnosis]) -> CheckResult:
    return CheckResult(
        name=planned.name,
        title=planned.title,
        function=planned.function,
        kind=planned.kind,
        expectation=planned.expectation,
        verdict=finding.verdict,
        points=round(planned.max_points * finding.share, 3),
        max_points=planned.max_points,
        message=finding.message,
        error=finding.error,
        tolerance=finding.tolerance,
        errors=finding.errors,
        diagnosis=diagnoses[0] if diagnoses else None,
        further=tuple(diagnoses[1:]),
        line=finding.line,
        follow_through=finding.follow_through,
    )


def _fail(assignment: Assignment, problem: Problem) -> _Outcome:
    """All checks alike: nothing could be tried."""
    finding = Finding(problem.verdict, problem.message, line=problem.line)
    checks = tuple(_result(planned, finding, ()) for planned in plan_checks(assignment))
    return _Outcome(checks, symptoms=list_symptoms(checks), message=problem.message)


def _report(assignment: Assignment, outcome: _Outcome, seed: int, *, clock: "_Clock", stdout: str = "") -> Report:
    score, most = total(outcome.checks)
    return Report(
        assignment=assignment.slug,
        assignment_hash=assignment.hash,
        score=score,
        max_score=most,
        verdict=overall_verdict(outcome.checks),
        checks=outcome.checks,
        timings_ms=clock.finish(),
        versions=_versions(),
        seed=seed,
        stdout=stdout,
        message=outcome.message or _summarise(outcome.checks),
        locations=outcome.locations,
        symptoms=outcome.symptoms,
    )


def _summarise(checks: Sequence[CheckResult]) -> str:
    """One or two sentences over all checks: what to look at first."""
    failed = [check for check in checks if check.verdict != "OK"]
    if not failed:
        other = {check.diagnosis.title: None for check in checks if check.diagnosis}
        return f"Everything is right, in another convention: {' '.join(other)}" if other else "Everything is right."
    named = {each.title: None for check in failed if check.diagnosis for each in (check.diagnosis, *check.further)}
    if named:
        return f"It looks like this: {' '.join(named)}"
    return failed[0].message


@cache
def _versions() -> dict[str, str]:
    packages = {name: importlib.metadata.version(name) for name in ("numpy", "torch")}
    return {"judge": JUDGE_VERSION, "python": platform.python_version(), **packages}


class _Clock:
    """Wall time in milliseconds, by part."""

    def __init__(self) -> None:
        self.start = self.last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round((now - self.last) * 1000, 3)
        self.last = now

    def finish(self) -> dict[str, float]:
        return {**self.laps, "total": round((time.perf_counter() - self.start) * 1000, 3)}
