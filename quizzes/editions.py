"""A newer file for a deck: its slides are matched with those there are, and nothing that anybody edited is lost."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone

from courseapp.accounts.models import User
from quizzes import anchors, confined, decks, matching
from quizzes.anchors import Reconciled
from quizzes.drafting import find_questions
from quizzes.matching import Match, Page
from quizzes.models import Deck, PastFile, Slide
from quizzes.slides import Deck as ReadDeck
from quizzes.slides import DeckError, bundle

NOTHING = Reconciled()
ASIDE = 1_000_000  # numbers go there and back, so that no two slides have one number in between


@dataclass(frozen=True)
class Changes:
    """What became of a deck's slides (counts) and of its questions."""

    same: int = 0
    moved: int = 0
    edited: int = 0
    removed: int = 0
    added: int = 0
    questions: Reconciled = NOTHING
    is_new: bool = True  # False: it is the file that the deck was read from already


def import_again(
    *,
    deck: Deck,
    filename: str,
    data: bytes,
    uploaded_by: User | None = None,
    pdf: bytes | None = None,
    trusted: bool = False,
    tell: Callable[[str], None] = lambda step: None,
) -> Changes:
    """Let the deck say what `data` says. Raises DeckError, and then changes nothing.

    A slide whose text is the same stays the slide it was. One whose text changed is retired, with the new one as its
    successor, so that what students were asked about stays to be seen. `tell` is called with what is being done.
    """
    if hashlib.sha256(data).hexdigest() == deck.sha256 and pdf is None:
        return Changes(is_new=False)
    other = decks.find(course=deck.course, data=data)
    if other is not None and other != deck:
        raise DeckError(f"This file is already here, as the deck “{other.title}”. Choose another file.")
    pdf = pdf or bundle.find_pdf(filename, data)
    tell("Reading the slides")
    read = confined.read_deck(filename, data, trusted=trusted)
    tell("Matching the slides with those there are")
    found = find_questions(read)
    pages = decks.find_pictures(read=read, pdf=pdf, trusted=trusted)
    with transaction.atomic():
        locked = Deck.objects.select_for_update(of=("self",)).select_related("course").get(pk=deck.pk)
        _keep_file(locked)
        fields = decks.describe_file(filename=filename, data=data, read=read, pdf=pdf)
        Deck.objects.filter(pk=deck.pk).update(**fields, uploaded_by=uploaded_by or locked.uploaded_by)
        before = list(locked.slides.current().order_by("number"))
        made = [decks.make_slide(deck=locked, read=slide, pages=pages) for slide in read.slides]
        matches = matching.match([_see(slide) for slide in before], [decks.see(slide) for slide in read.slides])
        slides = _replace(locked, before, made, matches)
        reconciled = anchors.reconcile(deck=locked, slides=slides, found=found)
    return _count(before, read, matches, reconciled)


def describe(changes: Changes) -> str:
    """What came of a newer file, for whoever uploaded it."""
    if not changes.is_new:
        return "This is the file that the deck was read from already. Nothing was changed."
    counts = {name: getattr(changes, name) for name in ("moved", "edited", "added", "removed")}
    said = [f"{count} {name}" for name, count in counts.items() if count]
    unchanged = f"{changes.same} slide{'s' * (changes.same != 1)} as before"
    sentences = [f"The new file is read: {', '.join([unchanged, *said])}."]
    questions = changes.questions
    if questions.added:
        sentences.append(f"Questions found for the first time: {questions.added}.")
    if questions.refreshed:
        sentences.append(f"Brought up to date, because nobody had looked at them yet: {questions.refreshed}.")
    if questions.flagged:
        sentences.append(f"For you to decide: {questions.flagged}. Their slides changed; nothing of yours was changed.")
    return " ".join(sentences)


def _see(slide: Slide) -> Page:
    return Page(title=slide.title, text=decks.read_text(slide), text_hash=slide.text_hash)


def _keep_file(deck: Deck) -> None:
    PastFile.objects.create(deck=deck, filename=deck.filename, source=deck.source, pdf=deck.pdf, sha256=deck.sha256)


def _replace(deck: Deck, before: Sequence[Slide], made: Sequence[Slide], matches: Sequence[Match]) -> dict[int, Slide]:
    """The deck's slides by number, now as the new file has them."""
    now = timezone.now()
    deck.slides.current().update(number=models.F("number") + ASIDE)
    kept = {each.new: before[each.old] for each in matches if each.kind != "edited"}
    retired = [slide for slide in before if slide not in kept.values()]
    Slide.objects.filter(pk__in=[slide.pk for slide in retired]).update(
        number=models.F("number") - ASIDE, retired_at=now
    )
    for place, slide in kept.items():
        for name in ("number", "content", "first_page", "last_page", "picture_page"):
            setattr(slide, name, getattr(made[place], name))
    Slide.objects.bulk_update(kept.values(), ["number", "content", "first_page", "last_page", "picture_page"])
    Slide.objects.bulk_create(slide for place, slide in enumerate(made) if place not in kept)
    for each in matches:
        if each.kind == "edited":
            Slide.objects.filter(pk=before[each.old].pk).update(successor=made[each.new])
    slides = [kept.get(place, slide) for place, slide in enumerate(made)]
    return {slide.number: slide for slide in slides}


def _count(before: Sequence[Slide], read: ReadDeck, matches: Sequence[Match], reconciled: Reconciled) -> Changes:
    kinds = Counter(each.kind for each in matches)
    return Changes(
        same=kinds["same"],
        moved=kinds["moved"],
        edited=kinds["edited"],
        removed=len(before) - len(matches),
        added=len(read.slides) - len(matches),
        questions=reconciled,
    )
