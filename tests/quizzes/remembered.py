"""The jail for uploaded decks, each file of which is read once in a run of the tests: most use the same few."""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader import errands


def run(
    module: str, *, arguments: Sequence[str], data: bytes, packages: Sequence[str], folders: Mapping[str, Path]
) -> tuple[str, bytes]:
    """As `grader.errands.run`."""
    return _run(module, tuple(arguments), data, tuple(packages), tuple(folders.items()))


@functools.lru_cache(maxsize=200)
def _run(
    module: str,
    arguments: tuple[str, ...],
    data: bytes,
    packages: tuple[str, ...],
    folders: tuple[tuple[str, Path], ...],
) -> tuple[str, bytes]:
    return errands.run(module, arguments=arguments, data=data, packages=packages, folders=dict(folders))
