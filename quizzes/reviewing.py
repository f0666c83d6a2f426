"""A deck as its staff review it: every slide with the questions that stand on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizzes import papers, trouble
from quizzes.decks import Import
from quizzes.models import Deck, Question, Slide


@dataclass(frozen=True)
class Reviewed:
    """A question with what its author should know about it."""

    question: Question
    shown: papers.Shown
    trouble: str  # why it cannot be asked yet; empty if it can
    slides: tuple[Slide, ...]  # where it is asked, then where it is answered
    is_stale: bool = False  # its slides changed, and nobody has decided about that


@dataclass(frozen=True)
class Row:
    slide: Slide
    questions: tuple[Reviewed, ...]


@dataclass(frozen=True)
class Review:
    deck: Deck
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    troubled: int

    def suggest_quiz(self) -> dict[str, Any]:
        """What the form for a quiz of this deck offers at first: everything that can be asked, but for mere drafts."""
        every = (reviewed for row in self.rows for reviewed in row.questions)
        ready = [each.question.pk for each in every if not each.trouble and not _is_mere_draft(each.question)]
        return {"title": self.deck.title, "questions": ready, "attempts_allowed": 1}


def list_questions(deck: Deck) -> list[Question]:
    """In the deck's order."""
    return list(deck.questions.exclude(state=Question.State.REJECTED).with_text().order_by("position", "pk"))


def review(deck: Deck) -> Review:
    questions = list_questions(deck)
    by_slide: dict[int, list[Reviewed]] = defaultdict(list)
    slides = list(deck.slides.current().select_related("deck").defer("deck__source", "deck__pdf").order_by("number"))
    stale = set(deck.questions.stale().values_list("pk", flat=True))
    for question in questions:
        reviewed = _review(question, is_stale=question.pk in stale)
        by_slide[_find_place(reviewed, slides)].append(reviewed)
    return Review(
        deck=deck,
        rows=tuple(Row(slide, tuple(by_slide[slide.pk])) for slide in slides),
        questions=tuple(questions),
        troubled=sum(bool(reviewed.trouble) for several in by_slide.values() for reviewed in several),
    )


def describe_import(imported: Import) -> str:
    """What came of an upload, for whoever uploaded it."""
    deck = imported.deck
    if not imported.is_new:
        return f"This file is already here as “{deck.title}”. Nothing was changed."
    slides, found = deck.slides.current().count(), deck.questions.count()
    return (
        f"Read {deck.page_count} page{'s' * (deck.page_count != 1)} as {slides} slide{'s' * (slides != 1)}, "
        f"with {found or 'no'} question{'s' * (found != 1)}."
    )


def describe_drafts(count: int) -> str:
    """What came of drafting, for whoever asked for it."""
    if not count:
        return "There is nothing new to draft from these slides. What was drafted before stands beside its slide."
    drafted = "1 question is drafted. It stands beside its slide" if count == 1 else f"{count} questions are drafted"
    return f"{drafted}{'' if count == 1 else '. They stand beside their slides'}: look at each, and tick what you like."


def _is_mere_draft(question: Question) -> bool:
    return question.origin == Question.Origin.DRAFTED and question.state == Question.State.PROPOSED


def _find_place(reviewed: Reviewed, slides: Sequence[Slide]) -> int:
    """The id of the slide beside which it is shown: its own, what took its place, or the first one of all."""
    current = [now for slide in reviewed.slides if (now := slide.find_current()) is not None]
    return (current or slides)[0].pk


def _review(question: Question, *, is_stale: bool) -> Reviewed:
    return Reviewed(
        is_stale=is_stale,
        question=question,
        shown=papers.show(question.latest),
        trouble=trouble.describe(question.latest),
        slides=tuple(anchor.slide for anchor in question.anchors.all()),
    )
