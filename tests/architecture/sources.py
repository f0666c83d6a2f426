"""The project's own Python files, as git sees them: tracked, or new and not ignored."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.ROOT


@dataclass(frozen=True)
class Function:
    path: str
    name: str
    lines: int
    node: ast.FunctionDef | ast.AsyncFunctionDef

    def __str__(self) -> str:
        return f"{self.path}:{self.node.lineno} {self.name}"


@cache
def list_files() -> tuple[str, ...]:
    """Paths below the root."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for path in listing.stdout.splitlines() if (ROOT / path).is_file())


@cache
def list_code() -> tuple[str, ...]:
    """Our own modules: no tests, no migrations, nothing that stands in for a student's file."""
    return tuple(
        path
        for path in list_files()
        if path.endswith(".py")
        and not path.startswith("tests/")
        and "/migrations/" not in path
        and "/mistakes/" not in path
    )


@cache
def parse(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=path)


@cache
def list_functions() -> tuple[Function, ...]:
    return tuple(
        Function(path=path, name=node.name, lines=(node.end_lineno or node.lineno) - node.lineno + 1, node=node)
        for path in list_code()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
