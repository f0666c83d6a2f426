"""When a student reads which hint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HintSteps:
    """Where, what, how: the attempt with which each hint comes, counted from 1; 0: never."""

    where: int = 1
    what: int = 1
    how: int = 2
