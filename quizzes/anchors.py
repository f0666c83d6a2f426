"""What ties questions to slides: when a newer file comes, and when somebody decides about a stale question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction

from courseapp.accounts.models import User
from quizzes import decks, questions
from quizzes.drafting import FoundQuestion
from quizzes.models import Deck, Offer, Question, Slide
from quizzes.questions import QuestionError, Wording

SURELY_ONE = 0.9  # so alike are the stems of one question wherever it stands
PROBABLY_ONE = 0.4  # and so alike on one slide
SAID = ("kind", "stem", "spec", "explanation")  # what makes two readings of a question the same


@dataclass(frozen=True)
class Reconciled:
    """How many questions were found for the first time, brought up to date, and left for a person to decide."""

    added: int = 0
    refreshed: int = 0
    flagged: int = 0


def reconcile(*, deck: Deck, slides: Mapping[int, Slide], found: Sequence[FoundQuestion]) -> Reconciled:
    """Compare the deck's questions with those found in its newer file.

    Nothing that anybody edited, accepted or put into a quiz is changed: such a question is stale until somebody
    decides. One that nobody had looked at yet says what the new file says.
    """
    known = list(deck.questions.with_text().prefetch_related("versions", "places").order_by("position", "pk"))
    pairs = _pair([question for question in known if question.origin == Question.Origin.FOUND], found, slides)
    position = max((question.position for question in known), default=0)
    added = refreshed = 0
    for place, each in enumerate(found):
        question = pairs.get(place)
        if question is None:
            position += 1
            added += 1
            decks.store_question(deck=deck, slides=slides, question=each, position=position)
        else:
            refreshed += _update(question, each, [slides[number] for number in dict.fromkeys(each.slides)])
    for question in deck.questions.stale().filter(origin=Question.Origin.DRAFTED, state=Question.State.PROPOSED):
        questions.set_state(question=question, state=Question.State.REJECTED)  # a mere draft, from words that are gone
    return Reconciled(added=added, refreshed=refreshed, flagged=deck.questions.stale().count())


def decide(*, question: Question, decision: str, author: User) -> None:
    """What its author decided about a stale question: keep, take or drop. Raises QuestionError for anything else."""
    if decision == "keep":
        keep(question=question)
    elif decision == "take":
        take(question=question, author=author)
    elif decision == "drop":
        drop(question=question)
    else:
        raise QuestionError("Nothing was decided. Choose to keep the question, to take the new words or to drop it.")


@transaction.atomic
def keep(*, question: Question) -> None:
    """Let it stay as it is, on the slides that took the place of those it stood on."""
    moved = [anchor.slide.find_current() for anchor in question.anchors.select_related("slide")]
    questions.anchor(question=question, slides=[slide for slide in moved if slide is not None])
    Offer.objects.filter(question=question).delete()


@transaction.atomic
def take(*, question: Question, author: User) -> None:
    """Let it say what the newer file says. Raises QuestionError where that cannot be asked in a published quiz."""
    offer = Offer.objects.select_for_update(of=("self",)).filter(question=question).first()
    if offer is None:
        raise QuestionError("The new file has no other words for this question, or somebody has decided already.")
    wording = read_offer(question=question, offer=offer)
    questions.revise(question=question, wording=wording, author=author)
    current = {slide.pk: slide for slide in Slide.objects.filter(pk__in=offer.slides, retired_at=None)}
    questions.anchor(question=question, slides=[current[pk] for pk in offer.slides if pk in current])
    offer.delete()


@transaction.atomic
def drop(*, question: Question) -> None:
    """Take it from the deck's questions. Quizzes that ask it go on asking it."""
    questions.set_state(question=question, state=Question.State.REJECTED)
    Offer.objects.filter(question=question).delete()


def read_offer(*, question: Question, offer: Offer) -> Wording:
    """What it would say; points stay."""
    return Wording(**offer.wording, points=question.latest.points)


def _pair(
    known: Sequence[Question], found: Sequence[FoundQuestion], slides: Mapping[int, Slide]
) -> dict[int, Question]:
    """The known question for each found one (by its place), surest first."""
    scored = []
    for place, each in enumerate(found):
        here = slides[each.slides[0]].pk
        for rank, question in enumerate(known):
            if score := _score(question, each, here=here):
                scored.append((-score, rank, place))
    pairs: dict[int, Question] = {}
    used: set[int] = set()
    for _, rank, place in sorted(scored):
        if rank not in used and place not in pairs:
            pairs[place] = known[rank]
            used.add(rank)
    return pairs


def _score(question: Question, found: FoundQuestion, *, here: int) -> float:
    """How surely these are one question: 0 if they are not. What it said at any time counts."""
    alike = max(_compare(version.stem, found.stem) for version in question.versions.all())
    current = [anchor.slide.find_current() for anchor in question.anchors.all()][:1]
    is_here = any(slide is not None and slide.pk == here for slide in current)
    has_label = any(version.label == found.label for version in question.versions.all())
    if alike >= SURELY_ONE or (is_here and (alike >= PROBABLY_ONE or has_label)):
        return alike + is_here + 0.25 * has_label
    return 0.0


def _compare(one: str, other: str) -> float:
    """From 0 to 1, by words; long ones by their beginnings."""
    return 1.0 if one == other else SequenceMatcher(None, one.split()[:200], other.split()[:200], False).ratio()


def _update(question: Question, found: FoundQuestion, slides: list[Slide]) -> bool:
    """Whether the question was brought up to date by itself."""
    wording = decks.word(found)
    if any(_says(version, wording) for version in question.versions.all()):
        # The deck said so before: whatever the question says now was decided knowing it.
        questions.anchor(question=question, slides=slides)
        Offer.objects.filter(question=question).delete()
        return False
    if question.state == Question.State.REJECTED:
        questions.anchor(question=question, slides=slides)
        return False
    if _is_untouched(question):
        wording = replace(wording, points=question.latest.points)
        questions.revise(question=question, wording=wording, author=None)
        questions.anchor(question=question, slides=slides)
        return True
    fields = wording.as_fields()
    del fields["points"]
    Offer.objects.update_or_create(
        question=question, defaults={"wording": fields, "slides": [slide.pk for slide in slides]}
    )
    return False


def _says(version: Any, wording: Wording) -> bool:
    return all(getattr(version, name) == wording.as_fields()[name] for name in SAID)


def _is_untouched(question: Question) -> bool:
    return (
        question.state == Question.State.PROPOSED
        and not question.places.all()
        and all(version.author_id is None for version in question.versions.all())
        and question.latest.number == 1
    )
