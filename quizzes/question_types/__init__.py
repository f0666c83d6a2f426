"""Question types, a package each; `contract` says what one is. A new folder is found without being named anywhere."""

import pkgutil
from functools import cache
from importlib import import_module

from quizzes.question_types.contract import (
    Answer,
    Example,
    MalformedAnswer,
    Mark,
    Offered,
    Part,
    Posted,
    QuestionType,
    SpecError,
)

__all__ = [
    "Answer",
    "Example",
    "MalformedAnswer",
    "Mark",
    "Offered",
    "Part",
    "Posted",
    "QuestionType",
    "SpecError",
    "UnknownKindError",
    "get",
    "kinds",
]


class UnknownKindError(LookupError):
    """No question type has this name."""


def get(kind: str) -> QuestionType:
    """The question type of that name; raises UnknownKindError."""
    if kind not in kinds():
        raise UnknownKindError(f"There is no question type “{kind}”. There are: {', '.join(kinds())}.")
    return _load(kind)


@cache
def kinds() -> tuple[str, ...]:
    """The names of all question types, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg))


@cache
def _load(kind: str) -> QuestionType:
    module = import_module(f"{__name__}.{kind}")
    by_hand = getattr(module, "MARKED_BY_HAND", False)
    return QuestionType(
        kind, module.read_spec, module.read_answer, module.mark, module.examples, by_hand, frozenset(module.KEYS)
    )
