"""Audits an assignment and prints a table; exit 0 clean, 1 with complaints, 2 bad usage, 3 platform failure."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grader.judge import AssignmentError, load_assignment
from grader.judge.audit import Audit, audit
from grader.management.commands.grade_file import BAD_USAGE, PLATFORM_FAILURE
from grader.sandbox import Sandbox, SandboxError


class Command(BaseCommand):
    help = "Check an assignment: solution full marks, starter none, mistakes caught and told apart, no mutant survives."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assignment", help="slug of a built-in assignment, or a folder")
        parser.add_argument("--json", action="store_true", help="print the audit as JSON")
        parser.add_argument("--mutants", action="store_true", help="list every mutant with the checks that kill it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            assignment = load_assignment(options["assignment"])
            with Sandbox(flavour=assignment.flavour) as sandbox:
                found = audit(assignment=assignment, sandbox=sandbox)
        except AssignmentError as error:
            raise CommandError(str(error), returncode=BAD_USAGE) from error
        except SandboxError as error:
            raise CommandError(f"Grading is not possible here: {error}", returncode=PLATFORM_FAILURE) from error
        self.stdout.write(json.dumps(found.to_json(), allow_nan=False) if options["json"] else describe(found))
        if options["mutants"] and not options["json"]:
            self.stdout.write("\n".join(list_mutants(found)))
        if not found.clean:
            sys.exit(1)


def describe(found: Audit) -> str:
    """The audit as a table, complaints below their row."""
    width = max(len(row.file) for row in found.rows)
    lines = [f"{found.assignment} ({found.assignment_hash})"]
    for row in found.rows:
        mark = "ok" if not row.complaints else "LOOK"
        caught = f"{len(row.failed)} checks" if row.role == "mistake" else row.verdict
        lines.append(f"  {mark:<5}{row.file:<{width}}  {row.score:>6g}/{row.max_score:g}  {caught}")
        lines += [f"{'':7}{complaint}" for complaint in row.complaints]
    lines += describe_mutants(found)
    lines.append("Clean." if found.clean else "Not ready to be published: see the lines marked LOOK.")
    return "\n".join(lines)


def describe_mutants(found: Audit) -> list[str]:
    """How many mutants each check kills, and how many it alone; then every one that survives."""
    killed = Counter(check for mutant in found.mutants for check in mutant.killed_by)
    alone = Counter(mutant.killed_by[0] for mutant in found.mutants if len(mutant.killed_by) == 1)
    width = max(map(len, killed), default=0)
    lines = [
        f"{len(found.mutants)} wrong answers made from reference.py, and how many of them cost marks in each check:"
    ]
    lines += [
        f"  {check:<{width}}  {count:>4}" + (f", {alone[check]} in no other" if alone[check] else "")
        for check, count in killed.items()
    ]
    lines += [f"  LOOK {each.function}: {each.title} No check costs it any marks." for each in found.blocking]
    edges = [each for each in found.mutants if each.survived and not each.blocks_publishing]
    lines += [f"  note {each.function}: {each.title} No check asks that edge." for each in edges]
    return lines


def list_mutants(found: Audit) -> Iterator[str]:
    for mutant in found.mutants:
        yield f"{mutant.function}, {mutant.kind}: {mutant.title}"
        yield f"  {', '.join(mutant.killed_by) or 'survives'}"
