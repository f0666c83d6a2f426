"""What exists on disk inside the jail: the system's libraries, Python, the flavour's packages and our runner."""

from __future__ import annotations

import importlib.metadata
import re
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from . import inside
from .failures import SandboxUnavailable

Flavour = Literal["numpy", "torch"]

PYTHON: Final = "/python"
PACKAGES: Final = "/packages"
RUNNER: Final = "/runner"
DEVICES: Final = ("null", "zero", "full", "random", "urandom")

_SYSTEM: Final = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Binding:
    """A file or folder of the host, and where the jail sees it, read-only."""

    source: Path
    target: str


@dataclass(frozen=True)
class Layout:
    """All that is bound, linked and hidden. `private` may lie where only the host's owner can look."""

    system: tuple[Binding, ...]
    links: tuple[Binding, ...]
    private: tuple[Binding, ...]
    hidden: tuple[str, ...]


def plan(flavour: Flavour) -> Layout:
    """Decide what the jail of a flavour holds. Raises SandboxUnavailable where a package is missing."""
    return plan_for(["numpy"] if flavour == "numpy" else ["numpy", "torch"])


def plan_for(packages: Sequence[str], more: Sequence[Binding] = ()) -> Layout:
    """Decide what a jail holds beside the system and Python. Raises SandboxUnavailable where a package is missing."""
    folders = [Path(name) for name in _SYSTEM if Path(name).exists()]
    private = (*_python(), *_packages(packages), Binding(Path(inside.__file__).parent, f"{RUNNER}/inside"), *more)
    return Layout(
        system=tuple(Binding(folder, str(folder)) for folder in folders if not folder.is_symlink()),
        links=tuple(Binding(folder.readlink(), str(folder)) for folder in folders if folder.is_symlink()),
        private=private,
        hidden=tuple(_hidden(private)),
    )


def _python() -> Iterator[Binding]:
    prefix = Path(sys.base_prefix)
    stdlib = Path(sysconfig.get_path("stdlib"))
    yield Binding(Path(sys.executable).resolve(), f"{PYTHON}/bin/python3")
    yield Binding(stdlib, f"{PYTHON}/{stdlib.relative_to(prefix)}")
    for library in (prefix / "lib").glob("libpython3*.so*"):
        yield Binding(library.resolve(), f"{PYTHON}/lib/{library.name}")


def _hidden(private: tuple[Binding, ...]) -> Iterator[str]:
    """Other packages of the host lie inside folders that we bind: cover them with nothing."""
    for folder in _SYSTEM:
        yield from (
            str(path) for path in Path(folder).glob("python3*") if path.is_dir() and not Path(folder).is_symlink()
        )
    for binding in private:
        for name in ("site-packages", "dist-packages"):
            if binding.target.startswith(PYTHON) and (binding.source / name).is_dir():
                yield f"{binding.target}/{name}"


def _packages(names: Sequence[str]) -> Iterator[Binding]:
    for name in sorted(_distributions(names)):
        distribution = importlib.metadata.distribution(name)
        site = Path(str(distribution.locate_file("")))
        entries = {file.parts[0] for file in distribution.files or ()}
        for entry in sorted(entries - {"..", "__pycache__"}):
            if (site / entry).exists() and not entry.endswith(".pth"):
                yield Binding((site / entry).resolve(), f"{PACKAGES}/{entry}")


def _distributions(names: Sequence[str]) -> set[str]:
    """Name distributions and all that they require, numpy beside torch for example."""
    found: set[str] = set()
    wanted = list(names)
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        try:
            requirements = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            if name in names:
                raise SandboxUnavailable(f"The package {name} is not installed; run `make` to install it.") from None
            continue  # required on other platforms only
        found.add(name)
        for requirement in requirements:
            match = _REQUIREMENT.match(requirement)
            if match is not None and "extra ==" not in requirement:
                wanted.append(match.group().lower())
    return found
