"""Bring a course in the database in line with its files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courseapp.courses import content


class Command(BaseCommand):
    help = "Reads a course from its folder of files into the database, and prints what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that holds course.toml")
        parser.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")

    def handle(self, *, folder: Path, dry_run: bool, **options: Any) -> None:
        try:
            changes = content.sync(folder=folder.resolve(), dry_run=dry_run)
        except content.ContentError as error:
            raise CommandError(str(error), returncode=2) from error
        for change in changes:
            self.stdout.write(str(change))
        touched = sum(change.action != "unchanged" for change in changes)
        self.stdout.write(f"{'Would change' if dry_run else 'Changed'} {touched} of {len(changes)}.")
