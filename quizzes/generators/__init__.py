"""Questions whose numbers differ from student to student. Built-in ones are modules here; courses bring their own.

A generator is a function `generate(rng: random.Random) -> dict`: the same random numbers give the same question. What
the dictionary holds is described in docs/authoring-quizzes.md; `contract` reads it.
"""

import pkgutil
import random
from functools import cache
from importlib import import_module

from quizzes.generators.contract import Drawn, GeneratorError, read_drawn

__all__ = ["Drawn", "GeneratorError", "draw", "names", "read_drawn"]


@cache
def names() -> tuple[str, ...]:
    """The built-in generators."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted(module.__name__.rpartition(".")[2] for module in modules if hasattr(module, "generate")))


def draw(name: str, seed: str) -> Drawn:
    """The question that a built-in generator draws from a seed; raises GeneratorError."""
    if name not in names():
        raise GeneratorError(f"There is no built-in generator “{name}”. There are: {', '.join(names())}.")
    return read_drawn(import_module(f"{__name__}.{name}").generate(random.Random(seed)))  # noqa: S311  no secret
