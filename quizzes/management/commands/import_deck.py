"""`import_deck FILE`: prints the slides and questions of a deck; with --course it stores them."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courseapp.courses.models import Course
from quizzes import confined, decks, reviewing
from quizzes import drafts as proposals
from quizzes.drafting import draft_questions, find_questions
from quizzes.drafting.report import to_json, to_text
from quizzes.slides import DeckError
from quizzes.slides.source import MAX_FILE_BYTES

BAD_USAGE = 2


class Command(BaseCommand):
    help = (
        "Print the slides of a lecture deck and the quiz questions found on them. Needs no database without --course."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the deck, for example the text extracted from a Beamer PDF")
        parser.add_argument("--json", action="store_true", help="print deck, slides and questions as JSON")
        parser.add_argument("--drafts", action="store_true", help="also print drafts of new questions")
        parser.add_argument("--course", metavar="SLUG", help="store the deck and its questions in this course")

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = _read(path)
            deck = confined.read_deck(path.name, data, trusted=True)
        except DeckError as error:
            raise CommandError(f"{path}: {error}", returncode=BAD_USAGE) from error
        questions = find_questions(deck)
        drafts = draft_questions(deck, questions) if options["drafts"] else ()
        if options["json"]:
            self.stdout.write(json.dumps(to_json(deck, questions, drafts), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(to_text(deck, questions, drafts))
        if options["course"]:
            self._store(options["course"], path.name, data, with_drafts=options["drafts"])

    def _store(self, slug: str, filename: str, data: bytes, *, with_drafts: bool) -> None:
        course = Course.objects.filter(slug=slug).first()
        if course is None:
            raise CommandError(
                f"There is no course “{slug}”. Create it first, or check its name.", returncode=BAD_USAGE
            )
        stored = decks.import_deck(course=course, filename=filename, data=data, trusted=True)
        self.stderr.write(
            f"Stored in the course “{slug}”." if stored.is_new else f"The course “{slug}” has it already."
        )
        if with_drafts:
            self.stderr.write(reviewing.describe_drafts(proposals.propose(deck=stored.deck)))


def _read(path: Path) -> bytes:
    """The file's bytes; of an enormous file only as many as it takes to see that it is."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise DeckError(f"This file cannot be read ({error.strerror}). Please check its name.") from error
