"""Finds assignments: the built-in ones by their slug, any other by its folder."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from grader.judge.declaration import Assignment, AssignmentError
from grader.judge.manifest import MANIFEST, hash_folder, read_folder

NAME_OF_FOLDER = re.compile(r"[A-Za-z0-9_-]+")
BUILT_IN = Path(__file__).resolve().parent.parent / "assignments"


def list_slugs() -> tuple[str, ...]:
    """The slugs of the built-in assignments, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob(f"*/{MANIFEST}")))


def load_assignment(reference: str | Path) -> Assignment:
    """Load by slug or by folder; raises AssignmentError with the file and the reason."""
    folder = find_folder(reference)
    return _read_once(folder, _hash_as_it_is(folder))


def is_built_in(reference: str) -> bool:
    """Whether it is one of the catalogue, whose audits are part of our own tests."""
    return find_folder(reference).parent == BUILT_IN


def find_folder(reference: str | Path) -> Path:
    """Where an assignment lives; raises AssignmentError naming what there is instead."""
    if (
        isinstance(reference, str)
        and NAME_OF_FOLDER.fullmatch(reference)
        and (BUILT_IN / reference / MANIFEST).is_file()
    ):
        return BUILT_IN / reference
    folder = Path(reference).resolve()
    if not folder.is_dir():
        known = ", ".join(list_slugs())
        raise AssignmentError(reference, f"there is no such folder, and no built-in assignment of that name ({known})")
    return folder


def assignment_hash(reference: str | Path) -> str:
    """The fingerprint of an assignment's files as they are now."""
    return _hash_as_it_is(find_folder(reference))


def _hash_as_it_is(folder: Path) -> str:
    """The fingerprint of a folder, read anew only when a file in it was touched; to read it takes milliseconds."""
    return _hash_once(folder, tuple(_list_states(folder)))


def _list_states(folder: str | Path) -> Iterator[tuple[str | int, ...]]:
    """What the file system says of every file: its inode, size, and when it and its contents were changed last."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _list_states(entry.path)
            continue
        state = entry.stat()
        yield entry.path, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


@lru_cache(maxsize=128)
def _hash_once(folder: Path, states: tuple[tuple[str | int, ...], ...]) -> str:
    return hash_folder(folder)


@lru_cache(maxsize=128)
def _read_once(folder: Path, fingerprint: str) -> Assignment:
    return read_folder(folder)
