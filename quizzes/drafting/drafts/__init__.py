"""Drafts of new questions, a module for each way: `make(lecture) -> Iterator[Draft]`. Without any language model."""

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.judging import Judge
from quizzes.drafting.drafts.reading import read_lecture
from quizzes.drafting.question import FoundQuestion
from quizzes.slides import Deck

MOST_PER_SLIDE = 4
MOST = 60


def draft_questions(deck: Deck, found: Sequence[FoundQuestion] = ()) -> tuple[Draft, ...]:
    """Drafts in the order of the slides; none that is trivial, ambiguous, or asks what another question asks.

    The same deck gives the same drafts.
    """
    lecture = read_lecture(deck, found)
    judge = Judge(found)
    accepted = [draft for module in _find_makers() for draft in module.make(lecture) if judge.accepts(draft)]
    counts: dict[int, int] = {}
    kept = []
    for draft in accepted:
        counts[draft.slides[0]] = counts.get(draft.slides[0], 0) + 1
        if counts[draft.slides[0]] <= MOST_PER_SLIDE:
            kept.append(draft)
    return tuple(sorted(kept[:MOST], key=lambda draft: draft.slides))


@cache
def _find_makers() -> tuple[Any, ...]:
    """The best ways first, so that they win where two drafts ask the same."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    makers = [module for module in modules if hasattr(module, "make")]
    return tuple(sorted(makers, key=lambda module: module.RANK))
