"""Finds assignments: the built-in ones by their slug, any other by its folder."""

from functools import lru_cache
from pathlib import Path

from grader.judge.declaration import Assignment, AssignmentError
from grader.judge.manifest import MANIFEST, hash_folder, read_folder

BUILT_IN = Path(__file__).resolve().parent.parent / "assignments"


def list_slugs() -> tuple[str, ...]:
    """The slugs of the built-in assignments, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob(f"*/{MANIFEST}")))


def load_assignment(reference: str | Path) -> Assignment:
    """Load by slug or by folder; raises AssignmentError with the file and the reason."""
    folder = find_folder(reference)
    return _read_once(folder, hash_folder(folder))


def find_folder(reference: str | Path) -> Path:
    """Where an assignment lives; raises AssignmentError naming what there is instead."""
    if isinstance(reference, str) and reference in list_slugs():
        return BUILT_IN / reference
    folder = Path(reference).resolve()
    if not folder.is_dir():
        known = ", ".join(list_slugs())
        raise AssignmentError(reference, f"there is no such folder, and no built-in assignment of that name ({known})")
    return folder


def assignment_hash(reference: str | Path) -> str:
    """The fingerprint of an assignment's files as they are now."""
    return hash_folder(find_folder(reference))


@lru_cache(maxsize=128)
def _read_once(folder: Path, fingerprint: str) -> Assignment:
    return read_folder(folder)
