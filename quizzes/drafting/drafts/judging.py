"""Which drafts an instructor should see: none that is trivial, ambiguous, or asked already."""

import re
from collections.abc import Sequence

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.reading import content_words
from quizzes.drafting.question import FoundQuestion

LONGEST_STEM = 600
LONGEST_OPTION = 300
BROKEN = re.compile(
    r"\\(?:label|ref|cite|includegraphics|only|pause|item|begin\{(?:figure|frame|tikz))|\ufffd|[\ue000-\uf8ff]|<\w+"
)
LIKENESS = 0.8  # of the words of two questions, above which they ask the same


class Judge:
    """Remembers what is asked already."""

    def __init__(self, found: Sequence[FoundQuestion]) -> None:
        self._asked: list[set[str]] = [content_words(f"{each.stem} {' '.join(each.options)}") for each in found]

    def accepts(self, draft: Draft) -> bool:
        texts = (draft.stem, draft.explanation, *draft.options)
        if any(not _is_whole(text) for text in texts if text):
            return False
        if len(draft.stem) > LONGEST_STEM or any(not 0 < len(option) <= LONGEST_OPTION for option in draft.options):
            return False
        if len({_normalise(option) for option in draft.options}) < len(draft.options):
            return False
        if draft.generator:  # alike in their words, but each asks for another computation
            return True
        words = content_words(f"{draft.stem} {' '.join(draft.options)} {draft.spec.get('text', '')}")
        if any(_share(words, other) > LIKENESS for other in self._asked):
            return False
        self._asked.append(words)
        return True


def _is_whole(text: str) -> bool:
    """Nothing is cut off or left over from the file's own language."""
    balanced = text.count("$") % 2 == 0 and text.count("{") == text.count("}")
    return balanced and not BROKEN.search(text)


def _normalise(text: str) -> str:
    return re.sub(r"\s+|\\[,;!]|\\(?:left|right)\b", "", text.casefold()).rstrip(".")


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other))) if min(len(one), len(other)) > 3 else 0.0
