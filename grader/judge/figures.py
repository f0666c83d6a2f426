"""The figures of a statement: pictures in ``figures/``, which the text shows as ``![words](figures/x.svg)``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.judge.declaration import AssignmentError

FOLDER = "figures"
MEDIA: Mapping[str, str] = {".svg": "image/svg+xml", ".png": "image/png"}
_LARGEST = 512 * 1024
_USED = re.compile(rf"!\[(?P<words>[^\]]*)\]\({FOLDER}/(?P<name>[^)\s]*)")


@dataclass(frozen=True)
class Figure:
    """A picture and its media type."""

    content: bytes
    media: str


def check_figures(folder: Path) -> None:
    """Every figure that the statement shows is there and described; raises AssignmentError."""
    for used in _USED.finditer((folder / "statement.md").read_text(encoding="utf-8")):
        path = folder / FOLDER / used["name"]
        if find_figure(folder, used["name"]) is None:
            kinds = " or ".join(MEDIA)
            raise AssignmentError(path, f"statement.md shows this figure, but there is no such {kinds} file")
        if path.stat().st_size > _LARGEST:
            raise AssignmentError(path, f"a figure may have {_LARGEST // 1024} kB")
        if not used["words"].strip():
            raise AssignmentError(folder / "statement.md", f"say what {used['name']} shows: ![in words]({FOLDER}/…)")


def find_figure(folder: Path, name: str) -> Figure | None:
    """The figure of this name, None if there is none: a name is never a path."""
    path = folder / FOLDER / name
    media = MEDIA.get(path.suffix)
    if media is None or path.name != name or not path.is_file():
        return None
    return Figure(path.read_bytes(), media)
