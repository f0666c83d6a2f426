"""Wrong answers made from an assignment's reference, so that an author gets most known mistakes for free."""

from grader.judge.variations.alternative import Alternative, Words
from grader.judge.variations.gates import find_splits
from grader.judge.variations.listing import Variation, combine, list_variations, name_gates
from grader.judge.variations.playing import build, play, play_built

__all__ = [
    "Alternative",
    "Variation",
    "Words",
    "build",
    "combine",
    "find_splits",
    "list_variations",
    "name_gates",
    "play",
    "play_built",
]
