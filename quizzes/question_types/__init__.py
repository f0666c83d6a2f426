"""Question types, a package each; `contract` says what one is. A new folder is found without being named anywhere."""

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec

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
from quizzes.question_types.editing import Editing

__all__ = [
    "Answer",
    "Editing",
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
        kind=kind,
        title=module.TITLE,
        read_spec=module.read_spec,
        read_answer=module.read_answer,
        mark=module.mark,
        examples=module.examples,
        marked_by_hand=by_hand,
        keys=frozenset(module.KEYS),
        editing=_load_editing(kind),
    )


def _load_editing(kind: str) -> Editing | None:
    name = f"{__name__}.{kind}.editing"
    if find_spec(name) is None:
        return None
    module = import_module(name)
    return Editing(module.INPUTS, module.describe, module.read)
