"""Writes a new assignment that passes its audit, for its author to change; exit 0 written, 2 bad usage."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grader.management.commands.grade_file import BAD_USAGE
from grader.management.scaffold import write_assignment

NEXT = """\
{folder} is a whole assignment: one small layer, with three known mistakes.
Change it piece by piece, and after each piece:

    python manage.py audit_assignment {folder}

docs/authoring-assignments.md explains every file."""


class Command(BaseCommand):
    help = "Write a new assignment into a folder: small, complete, and clean in its audit."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="a folder that does not exist yet; its name becomes the assignment's")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        try:
            write_assignment(folder.resolve())
        except ValueError as error:
            raise CommandError(str(error), returncode=BAD_USAGE) from error
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}", returncode=BAD_USAGE) from error
        self.stdout.write(NEXT.format(folder=folder))
