"""What an assignment declares: functions with symbolic shapes, sizes, cases, tolerances, points."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grader.judge.sizes import Shape
from grader.sandbox import Limits

Flavour = Literal["numpy", "torch"]
FLAVOURS: tuple[Flavour, ...] = ("numpy", "torch")

ArgumentKind = Literal["array", "cache", "upstream", "argument", "result"]
ResultKind = Literal["array", "cache", "gradient"]

# Words that name a check of their own, so no argument, result or case may use them.
RESERVED = frozenset({"interface", "numerical", "repeat", "edges", "general"})
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class AssignmentError(Exception):
    """A mistake in an assignment's folder: which file, and what its author should change."""

    def __init__(self, file: Path | str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = str(file)
        self.reason = reason


@dataclass(frozen=True)
class Argument:
    """One argument of a function.

    ``array``: drawn by the judge. ``cache``: what the forward function returned as its cache. ``upstream``: the
    gradient that arrives at the forward result ``of``. ``argument``, ``result``: that of the forward call, by ``of``.
    """

    name: str
    kind: ArgumentKind
    shape: Shape = ()
    of: str = ""
    scale: float = 0.5


@dataclass(frozen=True)
class Result:
    """One result of a function; ``gradient``: with respect to the forward argument ``of``."""

    name: str
    kind: ResultKind
    shape: Shape = ()
    of: str = ""


@dataclass(frozen=True)
class Function:
    name: str
    arguments: tuple[Argument, ...]
    results: tuple[Result, ...]
    gradient_of: str | None = None

    @property
    def judged(self) -> tuple[Result, ...]:
        """The results whose values the judge compares: all but caches."""
        return tuple(result for result in self.results if result.kind != "cache")

    @property
    def drawn(self) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.kind == "array")

    @property
    def signature(self) -> str:
        """As a student writes it: ``cell(x, h_prev) -> h, cache``."""
        arguments = ", ".join(argument.name for argument in self.arguments)
        return f"{self.name}({arguments}) -> {', '.join(result.name for result in self.results)}"

    def argument(self, name: str) -> Argument:
        return next(argument for argument in self.arguments if argument.name == name)

    def result(self, name: str) -> Result:
        return next(result for result in self.results if result.name == name)


@dataclass(frozen=True)
class Pair:
    """A forward function and, where one is asked for, its backward."""

    forward: Function
    backward: Function | None


@dataclass(frozen=True)
class Case:
    """One way to draw inputs: sizes fixed or tied to another size, arguments set to zero or made large."""

    name: str
    title: str
    sizes: Mapping[str, int | str] = field(default_factory=dict)
    zeros: frozenset[str] = frozenset()
    scales: Mapping[str, float] = field(default_factory=dict)

    @property
    def magnitude(self) -> float:
        return max((1.0, *self.scales.values()))


GENERAL = Case(name="general", title="General case")


@dataclass(frozen=True)
class OwnCheck:
    """A check that the author wrote in ``checks.py``, for what a declaration cannot say."""

    name: str
    title: str
    function: str
    expectation: str


Vectors = Literal["note", "interface"]
VECTORS: tuple[Vectors, ...] = ("note", "interface")


@dataclass(frozen=True)
class Tolerances:
    """Largest relative errors that count as right (the formula is in ``comparison``)."""

    float64: float = 1e-7
    float32: float = 1e-4
    numerical: float = 1e-5


@dataclass(frozen=True)
class Assignment:
    """A folder, read and found consistent. ``points`` maps a check's full name to thousandths of a point."""

    slug: str
    folder: Path
    title: str
    summary: str
    flavour: Flavour
    tags: tuple[str, ...]
    pairs: tuple[Pair, ...]
    sizes: Mapping[str, tuple[int, int]]
    batch: str
    edges: tuple[Case, ...]
    own_checks: tuple[OwnCheck, ...]
    tolerances: Tolerances
    limits: Limits
    vectors: Vectors
    follow_through: float
    points: Mapping[str, int]
    hash: str

    @property
    def functions(self) -> tuple[Function, ...]:
        both = [(pair.forward, pair.backward) for pair in self.pairs]
        return tuple(function for pair in both for function in pair if function is not None)

    @property
    def max_score(self) -> float:
        return sum(self.points.values()) / 1000

    @property
    def statement(self) -> str:
        return self.text("statement.md")

    @property
    def starter(self) -> str:
        return self.text("starter.py")

    @property
    def solution(self) -> str:
        return self.text("solution.py")

    @property
    def mistakes(self) -> tuple[Path, ...]:
        return tuple(sorted((self.folder / "mistakes").glob("*.py")))

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")
