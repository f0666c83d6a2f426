"""Extracts the code cells of a Jupyter notebook as one module, with every line where its cell has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

MARKER: Final = "# %% code cell "
"""Starts the line that goes before every code cell, so that a line can be named by its cell."""

LEFT_OUT: Final = "pass  # "
"""Stands before a command of a notebook that was left out."""

_HARMLESS_CELL_MAGICS: Final = ("%%time", "%%timeit", "%%capture", "%%prun")
_ASSIGNED_COMMAND: Final = re.compile(r"\s*([A-Za-z_][\w, .]*)=\s*[!%]")
_PIECES: Final = re.compile(r"'''|\"\"\"|\\.|['\"#()\[\]{}]", re.DOTALL)


class NotebookError(Exception):
    """The file is not a notebook that we can read; the message says what to do."""


def extract_code(text: str, *, largest: int) -> str:
    """Join the code cells of a notebook's JSON; outputs are ignored, notebook commands become `pass`.

    More than `largest` characters of code are refused before anything looks at them one by one.
    """
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotebookError("The notebook cannot be read; save it in Jupyter again and upload that file.") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise NotebookError("The file is not a notebook of the current format; save it in Jupyter again.")
    parts: list[str] = []
    size = 0
    for cell in cells:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            code = _text_of(cell)
            size += len(MARKER) + len(code)
            if size > largest:
                raise NotebookError(
                    f"The code is larger than {largest // 1024} kB; upload only what the task asks for."
                )
            parts.append(f"{MARKER}{len(parts) + 1}\n{_without_commands(code)}\n")
    if not parts:
        raise NotebookError("The notebook has no code cells; put your functions into a code cell.")
    return "".join(parts)


def _text_of(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise NotebookError("A cell of the notebook is damaged; save it in Jupyter again and upload that file.")
    text = "".join(lines).replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    return text.encode("utf-8", "replace").decode("utf-8")


def _without_commands(text: str) -> str:
    lines = text.split("\n")
    first = lines[0].strip()
    if first.startswith("%%") and not first.startswith(_HARMLESS_CELL_MAGICS):
        return "\n".join(f"# {line}" for line in lines)
    return leave_out_commands(text)


def leave_out_commands(text: str) -> str:
    """The same lines, with `%matplotlib inline`, `!pip install`, `name?` and the like as comments, where a statement
    starts: no statement of Python's can begin so.
    """
    starts = set(_statement_starts(text))
    # Nothing but comments may stand before such an import.
    instead = "# " if "from __future__" in text else LEFT_OUT
    lines = enumerate(text.split("\n"))
    return "\n".join(_plain_line(line, instead) if number in starts else line for number, line in lines)


def _plain_line(line: str, instead: str) -> str:
    stripped = line.strip()
    if assigned := _ASSIGNED_COMMAND.match(line):
        return f"{line[: assigned.end(1)].rstrip()} = None  # {stripped}"
    if not stripped.startswith(("%", "!", "?")) and not re.fullmatch(r"[\w.]+\?{1,2}", stripped):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}{LEFT_OUT if indent else instead}{stripped}"


def _statement_starts(text: str) -> Iterator[int]:
    """Give the (zero-based) lines that do not continue a bracket, a string or a backslash of the line before."""
    depth = 0
    quote = ""
    for number, line in enumerate(text.split("\n")):
        if not depth and not quote:
            yield number
        depth, quote = _scan(line + "\n", depth, quote)


def _scan(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Follow brackets and quotes through a line; a backslash at its end counts as an open quote of its own."""
    quote = "" if quote == "\\" else quote
    for match in _PIECES.finditer(line):
        piece = match.group()
        if piece == "\\\n":
            return depth, quote or "\\"
        if quote:
            quote = "" if piece == quote or (len(quote) == 1 and piece == quote * 3) else quote
        elif piece == "#":
            break
        elif piece in ("'''", '"""', "'", '"'):
            quote = piece
        elif piece in "([{":
            depth += 1
        elif piece in ")]}":
            depth = max(0, depth - 1)
    return depth, quote if len(quote) == 3 else ""
