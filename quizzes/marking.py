"""From stored versions and answers to question types and back."""

import random
from typing import Any

from quizzes import question_types
from quizzes.models import QuestionVersion
from quizzes.question_types import MalformedAnswer, Mark, Posted

__all__ = ["MalformedAnswer", "mark", "read_answer", "read_data", "read_spec"]

Data = dict[str, list[str]]


def read_spec(*, version: QuestionVersion, seed: int | None = None) -> Any:
    """The question as its type understands it, drawn for the attempt with this seed; raises SpecError.

    Options keep their order unless the question asks to shuffle them: a deck often calls them by their letters.
    """
    data = version.spec
    if seed is not None and data.get("shuffle"):
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
