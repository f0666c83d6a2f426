"""Decks: from an uploaded file to slides and the questions found on them. editions.py reads a newer file for one."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from quizzes import confined, matching, questions
from quizzes.drafting import FoundQuestion, find_questions
from quizzes.matching import Page
from quizzes.models import Deck, Question, Slide
from quizzes.questions import Wording
from quizzes.slides import Deck as ReadDeck
from quizzes.slides import Slide as ReadSlide
from quizzes.slides import bundle
from quizzes.slides.records import from_records, to_records

LONGEST_TITLE = 300
LONGEST_FILENAME = 200
LONGEST_LABEL = 200


@dataclass(frozen=True)
class Import:
    deck: Deck
    is_new: bool


def find(*, course: Course, data: bytes) -> Deck | None:
    """The course's deck with exactly these bytes."""
    return Deck.objects.defer("source", "pdf").filter(course=course, sha256=hashlib.sha256(data).hexdigest()).first()


def import_deck(
    *,
    course: Course,
    filename: str,
    data: bytes,
    uploaded_by: User | None = None,
    pdf: bytes | None = None,
    trusted: bool = False,
    tell: Callable[[str], None] = lambda step: None,
) -> Import:
    """The deck in `data`, stored with its slides and the questions found on them; raises DeckError.

    The same bytes give the same deck again, with whatever was edited since. `pdf` shows the same slides as pages.
    `trusted` is what whoever runs the site put there; see `confined`. `tell` is
    called with what is being done.
    """
    if known := find(course=course, data=data):
        return Import(known, is_new=False)
    pdf = pdf or bundle.find_pdf(filename, data)
    tell("Reading the slides")
    read = confined.read_deck(filename, data, trusted=trusted)
    tell("Looking for questions")
    found = find_questions(read)
    tell("Matching slides and pictures" if pdf else "Storing the deck")
    pages = find_pictures(read=read, pdf=pdf, trusted=trusted)
    fields = describe_file(filename=filename, data=data, read=read, pdf=pdf)
    try:
        deck = _store(course=course, read=read, found=found, pages=pages, uploaded_by=uploaded_by, **fields)
    except IntegrityError:
        # Somebody uploaded the same file at the same moment; anything else is an error of ours, and shows.
        if known := find(course=course, data=data):
            return Import(known, is_new=False)
        raise
    return Import(deck, is_new=True)


@transaction.atomic
def _store(*, read: ReadDeck, found: Sequence[FoundQuestion], pages: Mapping[int, int], **fields: Any) -> Deck:
    deck = Deck.objects.create(**fields)
    slides = [make_slide(deck=deck, read=slide, pages=pages) for slide in read.slides]
    Slide.objects.bulk_create(slides)
    by_number = {slide.number: slide for slide in slides}
    for position, question in enumerate(found, 1):
        store_question(deck=deck, slides=by_number, question=question, position=position)
    return deck


def describe_file(*, filename: str, data: bytes, read: ReadDeck, pdf: bytes | None) -> dict[str, Any]:
    """A deck's fields that come from its file."""
    pages = data if read.format == "pdf" else pdf
    return {
        "title": read.title[:LONGEST_TITLE] or filename,
        "filename": filename[-LONGEST_FILENAME:],
        "format": read.format,
        "source": data,
        "sha256": hashlib.sha256(data).hexdigest(),
        "pdf": None if read.format == "pdf" else pdf,
        "pages_sha256": hashlib.sha256(pages).hexdigest() if pages else "",
        "page_count": read.page_count,
    }


def find_pictures(*, read: ReadDeck, pdf: bytes | None, trusted: bool = False) -> dict[int, int]:
    """The page that shows each slide (by number) with all its overlays: of its own PDF, or of one beside the source."""
    if read.format == "pdf":
        return {slide.number: slide.pages[1] for slide in read.slides}
    if pdf is None:
        return {}
    shown = confined.read_deck("slides.pdf", pdf, trusted=trusted).slides
    matches = matching.match([see(slide) for slide in read.slides], [see(slide) for slide in shown])
    return {read.slides[each.old].number: shown[each.new].pages[1] for each in matches}


def see(slide: ReadSlide) -> Page:
    return Page(title=slide.title, text=slide.text, text_hash=slide.text_hash)


def read_text(slide: Slide) -> str:
    """The text of a stored slide, as its reader would give it."""
    pages = (slide.first_page, slide.last_page)
    return ReadSlide(slide.number, slide.title, from_records(slide.content), pages).text


def make_slide(*, deck: Deck, read: ReadSlide, pages: Mapping[int, int]) -> Slide:
    return Slide(
        deck=deck,
        number=read.number,
        title=read.title[:LONGEST_TITLE],
        content=to_records(read.blocks),
        text_hash=read.text_hash,
        first_page=read.pages[0],
        last_page=read.pages[1],
        picture_page=pages.get(read.number),
    )


def word(question: FoundQuestion) -> Wording:
    """A found question as the first version of one says it."""
    return Wording(
        kind=question.kind,
        label=question.label[:LONGEST_LABEL],
        stem=question.stem,
        spec=_specify(question),
        explanation=question.explanation,
        evidence=question.evidence,
        doubts=question.doubts,
    )


def _specify(question: FoundQuestion) -> dict[str, Any]:
    """What its type of question asks to know of it."""
    if question.kind == "true_false":
        statements = [
            {"text": text, "correct": place in question.correct} for place, text in enumerate(question.options)
        ]
        return {"statements": statements}
    if question.kind == "numeric":
        exact = "." not in question.answer
        return {"answer": question.answer} | ({} if exact else {"tolerance": {"relative": 0.01}})
    return {"options": list(question.options), "correct": list(question.correct)}


def store_question(*, deck: Deck, slides: Mapping[int, Slide], question: FoundQuestion, position: int) -> Question:
    return questions.add(
        course=deck.course,
        deck=deck,
        slides=[slides[number] for number in dict.fromkeys(question.slides)],
        wording=word(question),
        origin=Question.Origin(question.origin),
        position=position,
    )
