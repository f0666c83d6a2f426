"""Grades one file in the real sandbox, without database or broker: exit 0 graded, 2 bad usage, 3 platform failure."""

import json
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grader.judge import (
    Assignment,
    AssignmentError,
    CheckResult,
    Report,
    Source,
    SourceError,
    grade,
    load_assignment,
    read_source,
    refuse,
)
from grader.sandbox import Sandbox, SandboxError

BAD_USAGE = 2
PLATFORM_FAILURE = 3


class Command(BaseCommand):
    help = "Grade a file against an assignment (a slug or a folder) and print the report."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assignment", help="slug of a built-in assignment, or a folder")
        parser.add_argument("file", help="a .py or .ipynb file")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--seed", type=int, default=None, help="draw the same hidden inputs again")

    def handle(self, *args: Any, **options: Any) -> None:
        seed = secrets.randbits(63) if options["seed"] is None else options["seed"]
        if seed < 0:
            raise CommandError("--seed must be 0 or more.", returncode=BAD_USAGE)
        assignment = _load(options["assignment"])
        report = _grade(assignment, Path(options["file"]), seed)
        if options["json"]:
            self.stdout.write(json.dumps(report.to_json(), ensure_ascii=False, allow_nan=False))
        else:
            self.stdout.write(describe(report))


def _load(reference: str) -> Assignment:
    try:
        return load_assignment(reference)
    except AssignmentError as error:
        raise CommandError(str(error), returncode=BAD_USAGE) from error


def _grade(assignment: Assignment, path: Path, seed: int) -> Report:
    try:
        source = _read(path)
    except SourceError as error:
        return refuse(assignment=assignment, error=error, seed=seed)
    try:
        with Sandbox(flavour=assignment.flavour) as sandbox:
            return grade(assignment=assignment, source=source, seed=seed, sandbox=sandbox)
    except SandboxError as error:
        raise CommandError(f"Grading is not possible here: {error}", returncode=PLATFORM_FAILURE) from error
    except AssignmentError as error:
        raise CommandError(str(error), returncode=BAD_USAGE) from error


def _read(path: Path) -> Source:
    try:
        return read_source(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=BAD_USAGE) from error


def describe(report: Report) -> str:
    """The report as text, a block for each function."""
    lines = [f"{report.assignment}: {report.score:g} of {report.max_score:g} points, {report.verdict}"]
    function, seen = "", set()
    for check in report.checks:
        if check.function != function:
            function = check.function
            lines += ["", function]
        again = check.diagnosis is not None and check.diagnosis.mistake in seen
        lines += _describe_check(check, again=again)
        seen.add(check.diagnosis.mistake if check.diagnosis else "")
    if traced := [each.path for each in report.locations if each.path]:
        lines += ["", "Where to look:", *(f"  {path}" for path in traced)]
    lines += ["", f"Graded in {report.timings_ms['total']:.0f} ms. Repeat it with --seed {report.seed}."]
    if report.stdout:
        lines += ["", "Your program printed:", report.stdout.rstrip()]
    return "\n".join(lines)


def _describe_check(check: CheckResult, *, again: bool) -> list[str]:
    points = f"{check.points:g}/{check.max_points:g}" if check.max_points else ""
    lines = [f"  {check.verdict:<8}{points:>10}  {check.title}"]
    if check.verdict != "OK" or check.follow_through:
        lines.append(f"{'':22}{check.message}")
    if check.diagnosis:
        hint = "(as above)" if again else check.diagnosis.hint
        lines.append(f"{'':22}It looks like this: {check.diagnosis.title} {hint}")
    return lines
