"""Slides as pictures: pages of the deck's PDF, drawn when somebody first looks, and kept in the state folder."""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from quizzes.models import Deck, Slide

FOLDER = settings.VAR / "slides"
AT_ONCE = 8  # pages that are drawn together: who looks at one slide looks at the next ones
TIMEOUT_S = 40.0


class PictureError(Exception):
    """There is no picture of this slide."""


def find(slide: Slide) -> Path:
    """The file with the slide's picture, WebP; raises PictureError. May take a second the first time."""
    if not slide.has_picture:
        raise PictureError(f"{slide} is not shown by any PDF.")
    folder = _find_folder(slide.deck)
    path = folder / f"{slide.picture_page}.webp"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            if not path.exists():
                _draw(slide, folder)
    if not path.exists():
        raise PictureError(f"The page of {slide} cannot be drawn.")
    return path


def _find_folder(deck: Deck) -> Path:
    return Path(FOLDER) / f"{deck.pk}-{deck.pages_sha256[:16]}"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One at a time, whichever process."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _draw(slide: Slide, folder: Path) -> None:
    """Draw its page and those of the slides after it that nobody has drawn."""
    following = slide.deck.slides.current().filter(number__gt=slide.number, picture_page__isnull=False)
    pages = [slide.picture_page, *following.order_by("number").values_list("picture_page", flat=True)[: AT_ONCE - 1]]
    missing = [str(page) for page in pages if not (folder / f"{page}.webp").exists()]
    pdf, source, form = Deck.objects.values_list("pdf", "source", "format").get(pk=slide.deck_id)
    command = [sys.executable, "-m", "quizzes.slides.picturing", str(folder), *missing]
    environment = {"PYTHONPATH": str(settings.ROOT)}
    try:
        subprocess.run(
            command,
            input=bytes(source if form == "pdf" else pdf or b""),
            env=environment,
            cwd=folder,
            timeout=TIMEOUT_S,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return  # what was drawn by then is there
    _drop_older(slide.deck, folder)


def _drop_older(deck: Deck, folder: Path) -> None:
    """Pictures of former files of the deck."""
    for other in Path(FOLDER).glob(f"{deck.pk}-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
