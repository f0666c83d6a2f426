"""Decks: from an uploaded file to slides and the questions found on them. The only writer of decks and slides."""

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from quizzes import questions
from quizzes.drafting import FoundQuestion, find_questions
from quizzes.models import Deck, Question, Slide
from quizzes.slides import Deck as ReadDeck
from quizzes.slides import read_deck
from quizzes.slides.records import to_records

LONGEST_TITLE = 300
LONGEST_FILENAME = 200


@dataclass(frozen=True)
class Import:
    deck: Deck
    is_new: bool


def find(*, course: Course, data: bytes) -> Deck | None:
    """The course's deck with exactly these bytes."""
    return Deck.objects.defer("source").filter(course=course, sha256=hashlib.sha256(data).hexdigest()).first()


def import_deck(*, course: Course, filename: str, data: bytes, uploaded_by: User | None = None) -> Import:
    """The deck in `data`, stored with its slides and the questions found on them; raises DeckError.

    The same bytes give the same deck again, with whatever was edited since.
    """
    if known := find(course=course, data=data):
        return Import(known, is_new=False)
    read = read_deck(filename, data)
    found = find_questions(read)
    try:
        with transaction.atomic():
            deck = Deck.objects.create(
                course=course,
                title=read.title[:LONGEST_TITLE] or filename,
                filename=filename[-LONGEST_FILENAME:],
                format=read.format,
                source=data,
                sha256=hashlib.sha256(data).hexdigest(),
                page_count=read.page_count,
                uploaded_by=uploaded_by,
            )
            slides = _store_slides(deck=deck, read=read)
            for position, question in enumerate(found, 1):
                _store_question(deck=deck, slides=slides, question=question, position=position)
    except IntegrityError:
        # Somebody uploaded the same file at the same moment; anything else is an error of ours, and shows.
        if known := find(course=course, data=data):
            return Import(known, is_new=False)
        raise
    return Import(deck, is_new=True)


def _store_slides(*, deck: Deck, read: ReadDeck) -> dict[int, Slide]:
    slides = [
        Slide(
            deck=deck,
            number=slide.number,
            title=slide.title[:LONGEST_TITLE],
            content=to_records(slide.blocks),
            text_hash=slide.text_hash,
            first_page=slide.pages[0],
            last_page=slide.pages[1],
        )
        for slide in read.slides
    ]
    Slide.objects.bulk_create(slides)
    return {slide.number: slide for slide in slides}


def _store_question(*, deck: Deck, slides: dict[int, Slide], question: FoundQuestion, position: int) -> None:
    wording = questions.Wording(
        kind=question.kind,
        label=question.label[:200],
        stem=question.stem,
        spec={"options": list(question.options), "correct": list(question.correct)},
        explanation=question.explanation,
        evidence=question.evidence,
        doubts=question.doubts,
    )
    questions.add(
        course=deck.course,
        deck=deck,
        slides=[slides[number] for number in dict.fromkeys(question.slides)],
        wording=wording,
        origin=Question.Origin(question.origin),
        position=position,
    )
