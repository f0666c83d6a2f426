"""What a generator gives -> one student's question, checked by its type."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizzes import question_types
from quizzes.question_types import SpecError

STANDARD_KIND = "numeric"
OWN_KEYS = {"kind", "stem", "explanation"}
LONGEST = 20_000


class GeneratorError(ValueError):
    """A generator that failed or gave no question; the message says to its author what to change."""


@dataclass(frozen=True)
class Drawn:
    """One student's question."""

    kind: str
    stem: str
    spec: Mapping[str, Any]
    explanation: str = ""


def read_drawn(given: object) -> Drawn:
    """The question in what `generate` returned; raises GeneratorError."""
    if not isinstance(given, Mapping):
        raise GeneratorError(f"`generate` must return a dictionary; it returned {type(given).__name__}.")
    kind, stem, explanation = given.get("kind", STANDARD_KIND), given.get("stem"), given.get("explanation", "")
    if not isinstance(kind, str) or kind not in question_types.kinds():
        raise GeneratorError(f"“kind” is one of {', '.join(question_types.kinds())}; it is {kind!r}.")
    if not isinstance(stem, str) or not stem.strip() or not isinstance(explanation, str):
        raise GeneratorError("“stem” says what is asked; it and “explanation” are texts.")
    known = question_types.get(kind)
    spec = {str(key): value for key, value in given.items() if key not in OWN_KEYS}
    if unknown := sorted(set(spec) - known.keys):
        raise GeneratorError(
            f"Nobody knows “{unknown[0]}” of a question of kind {kind}. Known are: {', '.join(sorted(known.keys))}."
        )
    try:
        known.read_spec(spec)
        if len(json.dumps(spec, allow_nan=False)) + len(stem) + len(explanation) > LONGEST:
            raise GeneratorError(f"The question is longer than {LONGEST} signs.")
    except SpecError as error:
        raise GeneratorError(str(error)) from error
    except (TypeError, ValueError) as error:
        if isinstance(error, GeneratorError):
            raise
        raise GeneratorError(
            "Give plain numbers, texts, lists and dictionaries; write float(x) of a NumPy number."
        ) from error
    return Drawn(kind, stem.strip(), spec, explanation.strip())
