"""A deck as its staff review it: every slide with the questions that stand on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizzes import joining, papers, trouble
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

    @property
    def needs_key(self) -> bool:
        """It has options, and nobody has said which is right."""
        version = self.shown.version
        is_choice = version.kind in {"single_choice", "multiple_choice"}
        return is_choice and len(version.spec.get("options", ())) > 1 and not version.spec.get("correct")

    @property
    def is_offered(self) -> bool:
        """For a quiz of this deck: what was found or written is unless it is rejected, a draft once it is accepted."""
        if self.trouble or self.question.state == Question.State.REJECTED:
            return False
        return self.question.state == Question.State.ACCEPTED or self.question.origin != Question.Origin.DRAFTED

    @property
    def can_join(self) -> bool:
        """It can be merged with another question, or split."""
        return self.shown.version.kind in joining.JOINED and not self.shown.version.generator


@dataclass(frozen=True)
class Row:
    slide: Slide
    questions: tuple[Reviewed, ...]  # the rejected ones too
    is_covered: bool  # a question is asked or answered here

    @property
    def count(self) -> int:
        return sum(each.question.state != Question.State.REJECTED for each in self.questions)


@dataclass(frozen=True)
class Review:
    deck: Deck
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    troubled: int

    @property
    def undecided(self) -> int:
        return sum(question.state == Question.State.PROPOSED for question in self.questions)

    @property
    def uncovered(self) -> int:
        return sum(not row.is_covered for row in self.rows)

    def list_rows(self, question: Question) -> list[Row]:
        """Those whose counts hang on this question."""
        slides = {anchor.slide_id for anchor in question.anchors.all()}
        return [
            row
            for row in self.rows
            if row.slide.pk in slides or question.pk in {each.question.pk for each in row.questions}
        ]

    def suggest_quiz(self) -> dict[str, Any]:
        """What the form for a quiz of this deck offers at first: everything that can be asked, but for mere drafts."""
        ready = [each.question.pk for row in self.rows for each in row.questions if each.is_offered]
        return {"title": self.deck.title, "questions": ready, "attempts_allowed": 1}


def list_questions(deck: Deck) -> list[Question]:
    """In the deck's order."""
    return list(deck.questions.exclude(state=Question.State.REJECTED).with_text().order_by("position", "pk"))


def review(deck: Deck) -> Review:
    every = list(deck.questions.with_text().order_by("position", "pk"))
    kept = [question for question in every if question.state != Question.State.REJECTED]
    by_slide: dict[int, list[Reviewed]] = defaultdict(list)
    slides = list(deck.slides.current().select_related("deck").defer("deck__source", "deck__pdf").order_by("number"))
    stale = set(deck.questions.stale().values_list("pk", flat=True))
    for question in every:
        reviewed = _review(question, is_stale=question.pk in stale)
        by_slide[_find_place(reviewed, slides)].append(reviewed)
    covered = {anchor.slide_id for question in kept for anchor in question.anchors.all()}
    return Review(
        deck=deck,
        rows=tuple(Row(slide, tuple(by_slide[slide.pk]), slide.pk in covered) for slide in slides),
        questions=tuple(kept),
        troubled=sum(bool(trouble.describe(question.latest)) for question in kept),
    )


def review_one(question: Question) -> Reviewed:
    """One question by itself."""
    is_stale = Question.objects.filter(pk=question.pk).stale().exists()
    return _review(question, is_stale=is_stale)


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
