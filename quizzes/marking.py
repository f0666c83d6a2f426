"""From stored versions and answers to question types and back."""

import random
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from courseapp.gradebook.ledger import SMALLEST_POINT
from quizzes import question_types
from quizzes.models import QuestionVersion
from quizzes.question_types import MalformedAnswer, Mark, Posted

__all__ = ["MalformedAnswer", "add_up", "mark", "read_answer", "read_data", "read_spec"]

SHUFFLED = {"single_choice", "multiple_choice"}  # kinds whose options a quiz may shuffle
Data = dict[str, list[str]]


def read_spec(*, version: QuestionVersion, seed: int | None = None, shuffle: bool = False) -> Any:
    """The question as its type understands it, drawn for the attempt with this seed; raises SpecError.

    Options keep their order unless the question or its quiz asks to shuffle them: decks often call them by letters.
    """
    data = version.spec
    if seed is not None and (data.get("shuffle") or (shuffle and version.kind in SHUFFLED)):
        order = list(range(len(data["options"])))
        random.Random(f"{seed}:{version.pk}").shuffle(order)  # noqa: S311  a fair order, not a secret
        data = {**data, "order": order}
    return question_types.get(version.kind).read_spec(data)


def read_data(*, version: QuestionVersion, posted: Posted) -> Data | None:
    """What to store for a posted answer, None where there is none; raises MalformedAnswer."""
    answer = read_answer(version=version, spec=read_spec(version=version), posted=posted)
    return None if answer is None else answer.posted()


def read_answer(*, version: QuestionVersion, spec: Any, posted: Posted | None) -> question_types.Answer | None:
    """The answer in posted or stored data."""
    if posted is None:
        return None
    return question_types.get(version.kind).read_answer(spec, posted)


def mark(*, version: QuestionVersion, data: Data | None) -> Mark:
    """What the stored answer earns."""
    spec = read_spec(version=version)
    answer = read_answer(version=version, spec=spec, posted=data)
    return question_types.get(version.kind).mark(spec, answer)


def add_up(points: Iterable[Decimal | None], *, late_percent: Decimal = Decimal(0)) -> Decimal:
    """What an attempt is worth: the points of its answers, less what lateness takes off."""
    earned = sum((value for value in points if value is not None), Decimal(0))
    return (earned * (100 - late_percent) / 100).quantize(SMALLEST_POINT)
