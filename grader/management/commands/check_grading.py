"""Can this machine grade? Runs what every worker runs before it takes work, and says what surprised it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grader.bench import Bench
from grader.sandbox import Sandbox, SandboxError, selftest


class Command(BaseCommand):
    help = "Runs the sandbox's self-test and a rehearsal of the judge. Exit code 0: ready to grade; 3: not."

    def handle(self, **options: Any) -> None:
        try:
            with Sandbox() as sandbox:
                findings = selftest.check(sandbox)
        except SandboxError as error:
            raise CommandError(str(error), returncode=3) from error
        for finding in findings:
            self.stdout.write(f"{'right' if finding.passed else 'WRONG'}  {finding.name}")
            if not finding.passed:
                self.stdout.write(f"       {finding.detail}")
        bench = Bench()
        if not bench.open():
            raise CommandError(bench.closed, returncode=3)
        bench.close()
        self.stdout.write("This machine is ready to grade.")
