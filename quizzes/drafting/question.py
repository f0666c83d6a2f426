"""A question that was found in a deck."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["single_choice", "multiple_choice", "true_false", "numeric", "open"]
Origin = Literal["found", "drafted"]


@dataclass(frozen=True)
class FoundQuestion:
    """Stem, options and explanation are Markdown with $math$; `slides` names the question's slide, then the answer's.

    `correct` holds zero-based option indexes, empty where the question is open or its key was not found; of a list of
    statements to be called true or false it names the true ones. `answer` is the number that a numeric one asks for.
    `evidence` are the words the key was read from; `doubts` are sentences about what the instructor should look at.
    """

    kind: Kind
    label: str
    stem: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    slides: tuple[int, ...]
    origin: Origin = "found"
    numbered: bool = False
    evidence: str = ""
    doubts: tuple[str, ...] = ()
    answer: str = ""
