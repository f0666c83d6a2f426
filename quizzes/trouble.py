"""Why a question cannot be asked yet, as a sentence for its author."""

from collections.abc import Mapping
from typing import Any, Protocol

from quizzes import question_types


class Said(Protocol):
    """What a version and a wording have in common."""

    @property
    def kind(self) -> str: ...

    @property
    def spec(self) -> Mapping[str, Any]: ...


def describe(said: Said) -> str:
    """Empty if the question can be asked."""
    if said.kind not in question_types.kinds():
        return (
            "Questions of this kind cannot be marked yet. Edit it and write options, of which one is right, "
            "or leave it out."
        )
    try:
        question_types.get(said.kind).read_spec(said.spec)
    except question_types.SpecError as error:
        return str(error)
    return ""
