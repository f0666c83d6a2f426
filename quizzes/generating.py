"""From a generator to the questions that students get: drawn when the author brings it, so that none fails on them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from courseapp.courses.content import ContentError
from quizzes import generators
from quizzes.generators import Drawn, GeneratorError

VARIANTS = 120  # how many different questions there are for the students of a course


class Runner(Protocol):
    """Runs a course's own generator where it can hurt nothing; raises ContentError."""

    def __call__(self, *, filename: str, data: bytes, seeds: Sequence[int]) -> list[Any]: ...


def describe_file(path: Path) -> str:
    """What is stored with those of a course's file: its name, and which text of it drew them."""
    return f"{path.name}@{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"


def draw_builtin(name: str) -> tuple[Drawn, ...]:
    """Raises GeneratorError where there is no such generator."""
    return tuple(generators.draw(name, str(seed)) for seed in range(VARIANTS))


def draw_file(path: Path) -> tuple[Drawn, ...]:
    """The questions of a course's own generator, run in the sandbox; raises ContentError, which names file and seed."""
    run: Runner = import_string(settings.QUIZ_GENERATOR_RUNNER)
    drawn = []
    for seed, given in enumerate(run(filename=path.name, data=path.read_bytes(), seeds=range(VARIANTS))):
        try:
            drawn.append(generators.read_drawn(given))
        except GeneratorError as error:
            raise ContentError(f"{path}: what it draws with seed {seed} cannot be asked. {error}") from error
    if len({(each.stem, repr(each.spec)) for each in drawn}) == 1:
        raise ContentError(f"{path}: every seed gives the same question. Draw its numbers with `rng`.")
    return tuple(drawn)
