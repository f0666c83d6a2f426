"""Grades an assignment's submissions again: queued for the workers, or tried here with nothing stored."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courseapp.courses.points import write_points
from grader import regrades
from grader.bench import PLACE_OF_COMMANDS, Bench, BenchError
from grader.judge import AssignmentError
from grader.models import Assignment, SubmissionQuerySet
from grader.sandbox import SandboxError

BAD_USAGE = 2
PLATFORM_FAILURE = 3


class Command(BaseCommand):
    help = "Grade an assignment's submissions again, each with its own seed. The newest run of a submission counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="the course's slug")
        parser.add_argument("assignment", help="the assignment's slug in the course")
        parser.add_argument("--submission", type=int, default=None, help="only the submission of this number (its id)")
        parser.add_argument("--dry-run", action="store_true", help="grade here, store nothing, say whose points change")

    def handle(self, *args: Any, **options: Any) -> None:
        assignment = Assignment.objects.filter(course__slug=options["course"], slug=options["assignment"]).first()
        if assignment is None:
            sentence = f"The course {options['course']} has no assignment {options['assignment']}."
            raise CommandError(sentence, returncode=BAD_USAGE)
        graded = regrades.list_graded(assignment=assignment, submission_id=options["submission"])
        if options["submission"] is not None and not graded.exists():
            sentence = f"Submission {options['submission']} of this assignment does not exist or is not graded yet."
            raise CommandError(sentence, returncode=BAD_USAGE)
        if options["dry_run"]:
            self._foresee(graded)
        else:
            number = regrades.start(submissions=graded)
            self.stdout.write(f"{number} to be graded again by the workers, after everybody who waits for a verdict.")

    def _foresee(self, graded: SubmissionQuerySet) -> None:
        number, changed = graded.count(), 0
        bench = Bench(place=PLACE_OF_COMMANDS)
        try:
            for change in regrades.foresee(submissions=graded, bench=bench):
                changed += 1
                points = f"{write_points(change.before)} -> {write_points(change.after)}"
                self.stdout.write(f"{change.submission.pk}  {change.submission}: {points}")
        except (BenchError, SandboxError, AssignmentError) as error:
            raise CommandError(str(error), returncode=PLATFORM_FAILURE) from error
        finally:
            bench.close()
        self.stdout.write(f"{changed} of {number} would change. Nothing was stored.")
