"""One way to get a reference wrong: where it is changed, and the words for the student who did the same."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from grader.judge.inputs import Array, Draw
from grader.judge.rewriting import Build, Edit, tool

Side = Literal["forward", "backward"]
Named = Mapping[str, Array]
Upstream = Callable[[Named, Draw], dict[str, Array]]
Finish = Callable[[Named, Draw], dict[str, Array]]


@dataclass(frozen=True)
class Words:
    """What to call it (a sentence), and how it is put right."""

    title: str
    hint: str


@dataclass(frozen=True)
class Alternative:
    """``edits`` rewrite the reference; ``upstream`` and ``finish`` change what goes into and comes out of autograd.

    ``side``: which pass is wrong. A forward mistake comes twice with one slug: with the gradient of what it computes,
    and with the gradient that the formula asks for.
    """

    slug: str
    words: Words
    side: Side
    edits: tuple[Edit, ...] = ()
    upstream: Upstream | None = None
    finish: Finish | None = None
    is_convention: bool = False
    sites: frozenset[int] = field(default=frozenset())


def slugify(*parts: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", "_".join(part for part in parts if part)).strip("_")


def vary(
    slug: str, edits: Mapping[int, Build], *, forward: Words | None, backward: Words | None
) -> Iterator[Alternative]:
    """The values changed, with either gradient; and the gradient alone."""
    if forward:
        yield Alternative(slug, forward, "forward", tuple(Edit(site, build) for site, build in edits.items()))
        as_asked = tuple(Edit(site, _only_values(build)) for site, build in edits.items())
        yield Alternative(slug, forward, "forward", as_asked)
    if backward:
        alone = tuple(Edit(site, _only_gradient(build)) for site, build in edits.items())
        yield Alternative(f"{slug}_backward", backward, "backward", alone)


def _only_values(build: Build) -> Build:
    return lambda node: tool("straight", build(node), node)


def _only_gradient(build: Build) -> Build:
    return lambda node: tool("straight", node, build(node))
