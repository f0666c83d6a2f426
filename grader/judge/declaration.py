"""What an assignment declares: functions with symbolic shapes, sizes, cases, tolerances, points."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from grader.judge.acceptance import Tolerances, Vectors
from grader.judge.hints import HintSteps
from grader.judge.sizes import Shape, Size
from grader.sandbox import Limits, Surroundings

Flavour = Literal["numpy", "torch"]
FLAVOURS: tuple[Flavour, ...] = ("numpy", "torch")

ArgumentKind = Literal["array", "cache", "upstream", "argument", "result"]
ResultKind = Literal["array", "cache", "gradient"]
Drawing = Literal["normal", "between", "integers", "lengths", "mask", "value", "size"]
DRAWINGS: tuple[Drawing, ...] = ("normal", "between", "integers", "lengths", "mask", "value", "size")

# Words that name a check of their own, so no argument, result or case may use them.
RESERVED = frozenset({"interface", "numerical", "repeat", "edges", "general", "kept", "training"})
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class AssignmentError(Exception):
    """A mistake in an assignment's folder: which file, and what its author should change."""

    def __init__(self, file: Path | str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file, self.reason = str(file), reason


@dataclass(frozen=True)
class Argument:
    """One argument of a function.

    ``array``: drawn by the judge. ``cache``: what the forward function returned as its cache. ``upstream``: the
    gradient that arrives at the forward result ``of``. ``argument``, ``result``: that of the forward call, by ``of``.
    ``drawing`` says how an array is drawn: ``normal`` with the standard deviation ``scale``; uniformly ``between`` the
    two ``ends``; ``integers`` from 0 to one less than ``size``; ``lengths`` from 1 to ``size``; a ``mask`` of booleans,
    ``ragged`` if it is True up to a random length; a given ``value``; or the number that a ``size`` stands for.
    ``carried``: the result that it is in the next piece of a sequence.
    """

    name: str
    kind: ArgumentKind
    shape: Shape = ()
    of: str = ""
    scale: float = 0.5
    drawing: Drawing = "normal"
    size: Size | None = None
    ends: tuple[float, float] = (0.0, 1.0)
    ragged: bool = False
    value: float | int | bool | str | None = None
    carried: str = ""

    @cached_property
    def differentiable(self) -> bool:
        return self.kind == "array" and self.drawing in {"normal", "between"}


@dataclass(frozen=True)
class Parcel:
    """An argument or result as students have it: ``plain``, a ``cache``, or a ``dict`` or ``tuple`` of several.

    ``members`` are pairs of a key in the group and the name that the judge uses; a plain one has a single member.
    """

    name: str
    kind: Literal["plain", "cache", "dict", "tuple", "list"]
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kind:
    """A class that students write: how an object is made, and how it is given its weights."""

    name: str
    create: tuple[str | int, ...] | Mapping[str, str | int]
    set_weights: str  # "attributes", "load_state_dict", or the name of a method
    weights: tuple[tuple[Argument, str], ...]


@dataclass(frozen=True)
class Result:
    """One result of a function; ``gradient``: with respect to the forward argument ``of``; ``whole`` numbers."""

    name: str
    kind: ResultKind
    shape: Shape = ()
    of: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Form:
    """How students write a function, where that is not the plain call of its arguments.

    ``calls``: its name in their file, empty where nothing of theirs is called. ``kind`` is the class whose method it
    is. ``attributes``: results that are attributes of the object. ``averaged``: gradients that are asked divided by a
    size. ``way``: ``embedded`` gradients came with the forward call, those by ``autograd`` are found by torch.
    """

    calls: str
    takes: tuple[Parcel, ...]
    gives: tuple[Parcel, ...]
    kind: Kind | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    averaged: tuple[tuple[str, str], ...] = ()
    way: Literal["plain", "embedded", "autograd"] = "plain"


@dataclass(frozen=True)
class Function:
    """What is called with ``arguments`` and gives ``results``; ``form``: how students write it, None if just so."""

    name: str
    arguments: tuple[Argument, ...]
    results: tuple[Result, ...]
    gradient_of: str | None = None
    form: Form | None = None
    constant_memory: bool = False  # a longer sequence must not need more

    @property
    def calls(self) -> str:
        """The name in a student's file, a method as ``Class.method``; empty where nothing of theirs is called."""
        return self.form.calls if self.form else self.name

    @property
    def takes(self) -> tuple[str, ...]:
        """The names of the arguments that a student's function takes."""
        return tuple(parcel.name for parcel in self.form.takes) if self.form else self.names

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(argument.name for argument in self.arguments)

    @cached_property
    def judged(self) -> tuple[Result, ...]:
        """The results whose values the judge compares: all but caches."""
        return tuple(result for result in self.results if result.kind != "cache")

    @cached_property
    def drawn(self) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.kind == "array")

    @cached_property
    def carrying(self) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.carried)

    @cached_property
    def differentiable(self) -> tuple[Argument, ...]:
        """The arguments that there can be a gradient of."""
        return tuple(argument for argument in self.arguments if argument.differentiable)

    @property
    def signature(self) -> str:
        """As a student writes it: ``cell(x, h_prev) -> h, cache``."""
        if self.form and self.form.way != "plain":
            return f"gradients of {self.gradient_of}: {', '.join(result.name for result in self.results)}"
        gives = [parcel.name for parcel in self.form.gives] if self.form else [result.name for result in self.results]
        attributes = [f"self.{path}" for _, path in self.form.attributes] if self.form else []
        return f"{self.calls}({', '.join(self.takes)}) -> {', '.join([*gives, *attributes])}"

    def argument(self, name: str) -> Argument:
        return next(argument for argument in self.arguments if argument.name == name)

    def result(self, name: str) -> Result:
        return next(result for result in self.results if result.name == name)


@dataclass(frozen=True)
class Pair:
    """A forward function and, where one is asked for, its backward."""

    forward: Function
    backward: Function | None

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        return (self.forward,) if self.backward is None else (self.forward, self.backward)

    def upstream_of(self, result: Result) -> Literal["drawn", "one", "none"]:
        """The gradient that arrives at a forward result: ``one`` at a loss, ``none`` where backward is given none."""
        given = [argument.of for argument in (self.backward or self.forward).arguments if argument.kind == "upstream"]
        if self.backward is None or result.name in given:
            return "drawn"
        return "one" if not given and not result.shape else "none"


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


@dataclass(frozen=True)
class Training:
    """A function that learns from ``examples``, measured on ``hidden`` ones, once those in ``after`` are right.

    Of ``sizes`` that are a range students choose. Marks begin at the score ``least``, and are full at ``threshold``.
    """

    function: Function
    title: str
    expectation: str
    sizes: Mapping[str, tuple[int, int]]
    examples: int
    hidden: int
    threshold: float
    least: float
    seconds: float
    after: tuple[str, ...]


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
    time: str
    edges: tuple[Case, ...]
    left_out: tuple[Case, ...]  # edges that fit, and that the author does not ask for
    own_checks: tuple[OwnCheck, ...]
    trainings: tuple[Training, ...]
    tolerances: Tolerances
    limits: Limits
    vectors: Vectors
    follow_through: float
    conventions: Mapping[str, float]
    surroundings: Surroundings
    hints: HintSteps
    adapter: str
    points: Mapping[str, int]
    hash: str

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        return sum((pair.functions for pair in self.pairs), ())

    @cached_property
    def tasks(self) -> tuple[Function, ...]:
        """All that students write: the functions, and those that train."""
        return (*self.functions, *(training.function for training in self.trainings))

    @property
    def max_score(self) -> float:
        return sum(self.points.values()) / 1000

    @property
    def statement(self) -> str:
        return self.text("statement.md")

    @cached_property
    def starter(self) -> str:
        return self.text("starter.py")

    @cached_property
    def solution(self) -> str:
        return self.text("solution.py")

    @property
    def mistakes(self) -> tuple[Path, ...]:
        return tuple(sorted((self.folder / "mistakes").glob("*.py")))

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")
