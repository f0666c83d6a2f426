"""Goes on after a statement of a submission that failed, as somebody who runs a notebook cell by cell would."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from .conversion import safe_name

_CELL: Final = "# %% code cell "
_MOST: Final = 50
_MOST_LETTERS: Final = 300


@dataclass(frozen=True)
class Skipped:
    """A statement that was left out: its line, and the error."""

    line: int
    type_name: str
    message: str


def go_on(text: str, filename: str, namespace: dict[str, Any], error: Exception, *, line: int) -> list[Skipped]:
    """Run every statement after the one that failed in `line`; those that fail are left out and listed.

    Where the text as a whole cannot be read, it is read cell by cell. Raises the error again if there are no cells.
    """
    unreadable = isinstance(error, SyntaxError) and error.filename == filename
    cells = list(_cells(text)) if unreadable else [(0, text)]
    if len(cells) == 1 and unreadable:
        raise error
    skipped = [] if unreadable else [_note(line, error)]
    for offset, cell in cells:
        try:
            statements = ast.parse("\n" * offset + cell, filename).body
        except SyntaxError as failure:
            skipped.append(_note(failure.lineno or offset, failure))
            continue
        rest = statements if unreadable else [each for each in statements if each.lineno > line]
        skipped += _run(rest, filename, namespace)
    return skipped[:_MOST]


def _run(statements: list[ast.stmt], filename: str, namespace: dict[str, Any]) -> Iterator[Skipped]:
    for statement in statements:
        code = compile(ast.Module([statement], []), filename, "exec", dont_inherit=True)
        try:
            exec(code, namespace)  # noqa: S102 - what the jail is for
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a student's code may raise anything at all
            yield _note(statement.lineno, error)


def _cells(text: str) -> Iterator[tuple[int, str]]:
    """Give each cell with the number of lines before it."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(_CELL)] or [0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, "\n".join(lines[start:end])


def _note(line: int, error: BaseException) -> Skipped:
    try:
        message = str(error)
    except BaseException:  # noqa: BLE001 - a student's __str__ may raise anything at all
        message = ""
    return Skipped(line, safe_name(type(error)), str(message)[:_MOST_LETTERS])
