"""Drafts of new questions for a deck, stored as proposals that nobody has accepted yet."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from courseapp.accounts.models import User
from quizzes import confined, generating, questions
from quizzes.drafting import Draft, draft_questions, find_questions
from quizzes.models import Deck, Question, Slide
from quizzes.questions import Wording


@transaction.atomic
def propose(*, deck: Deck, author: User | None = None) -> int:
    """Store the deck's drafts that were not proposed before; how many. Raises DeckError.

    What was edited, accepted or rejected since stays as it is and is not proposed again.
    """
    Deck.objects.select_for_update(of=("self",)).only("pk").get(pk=deck.pk)  # two clicks at once make one set
    read = confined.read_deck(deck.filename, bytes(deck.source))
    drafts = {_name(deck, draft): draft for draft in draft_questions(read, find_questions(read))}
    known = set(Question.objects.filter(course=deck.course, key__in=drafts).values_list("key", flat=True))
    slides = {slide.number: slide for slide in deck.slides.current()}
    position = deck.questions.count()
    fresh = {key: draft for key, draft in drafts.items() if key not in known}
    for place, (key, draft) in enumerate(fresh.items(), position + 1):
        _store(deck, slides, draft, key=key, position=place, author=author)
    return len(fresh)


def _name(deck: Deck, draft: Draft) -> str:
    """The same draft of the same deck has the same name."""
    said = draft.generator or json.dumps([draft.kind, draft.stem, draft.spec], sort_keys=True, default=list)
    return f"draft:{deck.pk}:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _store(
    deck: Deck, slides: Mapping[int, Slide], draft: Draft, *, key: str, position: int, author: User | None
) -> None:
    if draft.generator:
        drawn = generating.draw_builtin(draft.generator)
        wording = questions.draw_wording(generator=draft.generator, drawn=drawn, label=draft.label)
    else:
        wording = Wording(draft.kind, draft.stem, draft.spec, label=draft.label, explanation=draft.explanation)
    questions.add(
        course=deck.course,
        deck=deck,
        wording=replace(wording, doubts=(draft.made,)),
        origin=Question.Origin.DRAFTED,
        slides=[slides[number] for number in draft.slides if number in slides],
        position=position,
        key=key,
        author=author,
    )
