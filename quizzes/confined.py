"""Reads uploaded decks where they can hurt nothing: in a jail of their own, with bounded memory, time and output."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from quizzes import slides
from quizzes.slides import Deck, DeckError
from quizzes.slides.reading import parse_deck

log = logging.getLogger(__name__)

MODULE = "quizzes.slides.reading"
PACKAGES = ("markdown-it-py", "mdit-py-plugins", "pypdfium2", "defusedxml")
ENDLESS = (
    "Reading this file came to no end in the time and memory there is for it. "
    "Please upload one lecture at a time, or its PDF or text."
)
CLOSED = "Decks cannot be read at the moment, because the sandbox for uploaded files does not start. {}"


class Jail(Protocol):
    """Runs a module of ours on bytes that nobody trusts: ("done", output), ("endless", why), ("closed", what to do)."""

    def __call__(
        self,
        module: str,
        *,
        arguments: Sequence[str],
        data: bytes,
        packages: Sequence[str],
        folders: Mapping[str, Path],
    ) -> tuple[str, bytes]: ...


def read_deck(filename: str, data: bytes, *, trusted: bool = False) -> Deck:
    """The deck in a file. Raises DeckError, whose message says what to do.

    A trusted one, which whoever runs the site put there, is read even where there is no jail.
    """
    jail: Jail = import_string(settings.QUIZ_DECK_JAIL)
    folder = Path(slides.__file__).parent
    outcome, written = jail(
        MODULE, arguments=[filename[-200:]], data=data, packages=PACKAGES, folders={"quizzes/slides": folder}
    )
    if outcome == "closed" and trusted:
        return slides.read_deck(filename, data)
    if outcome == "closed":
        raise DeckError(CLOSED.format(written.decode()))
    if outcome == "endless":
        log.warning("reading %r came to no end: %s", filename, written.decode(errors="replace"))
        raise DeckError(ENDLESS)
    try:
        return parse_deck(written)
    except ValueError as error:
        log.warning("reading %r gave no deck", filename, exc_info=error)
        raise DeckError(ENDLESS) from error
