"""What was asked of a submission and what came back, case by case: plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grader.judge.answers import Answer
from grader.judge.gradients import Slope
from grader.judge.inputs import Draw
from grader.judge.oracle import Truth
from grader.judge.probing import Reading


@dataclass(frozen=True)
class Trial:
    """One case, tried: what was asked, what is right, and what came back (``again``: the same calls once more)."""

    drawn: Draw
    truth: Truth
    answers: Mapping[str, Answer]
    again: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """Slopes, and what else the calls that measured them gave."""

    slopes: Sequence[Slope]
    reading: Reading
