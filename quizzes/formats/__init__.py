"""Quizzes in the formats of other systems, a module each; `contract` says what one is."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePath

from quizzes.formats.contract import Format, FormatError, Loss, Question, Reading, Writing

__all__ = ["Format", "FormatError", "Loss", "Question", "Reading", "Writing", "get", "names", "recognise"]


def get(name: str) -> Format:
    """The format of that name; raises FormatError."""
    if name not in names():
        raise FormatError(f"There is no format “{name}”. There are: {', '.join(names())}.")
    return _load()[name]


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order."""
    return tuple(sorted(_load()))


def recognise(filename: str, data: bytes) -> Format:
    """The format of a file, by its name and, where several end alike, by its first words; raises FormatError."""
    suffix = PurePath(filename).suffix.lower()
    candidates = [each for each in _load().values() if suffix in each.suffixes]
    if not candidates:
        endings = ", ".join(sorted({ending for each in _load().values() for ending in each.suffixes}))
        raise FormatError(f"Files that end in “{suffix}” are not known here. Known are: {endings}.")
    if len(candidates) == 1:
        return candidates[0]
    fitting = [each for each in candidates if _looks_like(each.name, data)]
    return (fitting or candidates)[0]


def _looks_like(name: str, data: bytes) -> bool:
    check = getattr(import_module(f"{__name__}.{name}"), "looks_right", None)
    return bool(check and check(data))


@cache
def _load() -> dict[str, Format]:
    loaded = {}
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "SUFFIXES"):
            loaded[found.name] = Format(found.name, module.TITLE, module.SUFFIXES, module.read, module.write)
    return loaded
