"""Large decks are read in the background: the row is the truth, a message to the workers only a hint."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.celery import tell_workers
from courseapp.courses.models import Course
from quizzes import decks, editions, reviewing
from quizzes.models import Deck, Upload
from quizzes.slides import DeckError

AT_ONCE = 512 * 1024  # bytes: what is smaller is read while its author waits for the page
LONGEST_CLAIM = timedelta(seconds=330)  # above the tasks' hard time limit: nobody can still be reading it
MOST_TRIES = 2
OPEN = (Upload.State.WAITING, Upload.State.READING)
GAVE_UP = (
    "Reading this file ended our reader, more than once. Please upload it as PDF or text, or one lecture at a time."
)


def is_large(*, size: int) -> bool:
    """Whether a deck of so many bytes, its PDF included, is one for the background."""
    return size > AT_ONCE


def submit(
    *,
    course: Course,
    filename: str,
    data: bytes,
    pdf: bytes | None = None,
    uploaded_by: User,
    renews: Deck | None = None,
) -> Upload:
    """Keep a deck, or a newer file for the one that it renews, and have it read."""
    upload = Upload.objects.create(
        course=course,
        filename=filename[-decks.LONGEST_FILENAME :],
        source=data,
        pdf=pdf,
        uploaded_by=uploaded_by,
        renews=renews,
    )
    transaction.on_commit(hint)
    return upload


def list_open(course: Course) -> QuerySet[Upload]:
    """Uploads of a course that are not read yet, without their files."""
    return Upload.objects.filter(course=course, state__in=OPEN).defer("source", "pdf")


def hint() -> None:
    """Tell the workers that a deck waits."""
    tell_workers("quizzes.tasks.read_uploads", of="an uploaded deck")


def read_what_waits() -> int:
    """Read uploads until none waits; how many."""
    count = 0
    while upload := _claim():
        _read(upload)
        count += 1
    return count


def _waiting() -> QuerySet[Upload]:
    forgotten = Q(state=Upload.State.READING, started_at__lt=timezone.now() - LONGEST_CLAIM)
    return Upload.objects.filter(Q(state=Upload.State.WAITING) | forgotten)


def _claim() -> Upload | None:
    """The upload that has waited longest, ours alone: who changes the row has it."""
    for upload in _waiting().defer("source", "pdf").order_by("created_at", "pk")[:10]:
        started = timezone.now()
        own = _waiting().filter(pk=upload.pk, tries=upload.tries)
        if upload.tries >= MOST_TRIES:
            own.update(state=Upload.State.FAILED, message=GAVE_UP, source=b"", pdf=None)
        elif own.update(state=Upload.State.READING, started_at=started, step="", tries=F("tries") + 1):
            return Upload.objects.select_related("course", "uploaded_by", "renews__course").get(pk=upload.pk)
    return None


def _read(upload: Upload) -> None:
    def tell(step: str) -> None:
        Upload.objects.filter(pk=upload.pk, tries=upload.tries).update(step=step)

    try:
        deck, message = _import(upload, tell)
    except DeckError as error:
        _end(upload, state=Upload.State.FAILED, message=str(error))
    else:
        _end(upload, state=Upload.State.DONE, message=message, deck_id=deck.pk)


def _import(upload: Upload, tell: Callable[[str], None]) -> tuple[Deck, str]:
    """The deck that an upload gives or renews, and what to say of it. Raises DeckError."""
    pdf = bytes(upload.pdf) if upload.pdf else None
    file: dict[str, Any] = {
        "filename": upload.filename,
        "data": bytes(upload.source),
        "pdf": pdf,
        "uploaded_by": upload.uploaded_by,
    }
    if upload.renews is not None:
        changes = editions.import_again(deck=upload.renews, tell=tell, **file)
        return upload.renews, editions.describe(changes)
    imported = decks.import_deck(course=upload.course, tell=tell, **file)
    return imported.deck, reviewing.describe_import(imported)


def _end(upload: Upload, *, state: Upload.State, message: str, deck_id: int | None = None) -> None:
    """What came of it. The file is dropped: the deck has it, or its author does."""
    ours = Upload.objects.filter(pk=upload.pk, tries=upload.tries, state=Upload.State.READING)
    ours.update(state=state, message=message, deck=deck_id, source=b"", pdf=None, step="")
