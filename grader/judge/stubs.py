"""Recognises a function that is still as the starter has it, by its text alone: nothing is parsed or run."""

import re
import textwrap
from functools import lru_cache


def is_untouched(function: str, *, text: str, starter: str) -> bool:
    """Whether ``function`` in ``text`` is, but for comments and blank lines, what the starter has."""
    block = find_block(function, text)
    return bool(block) and block == _find_in_starter(function, starter)


@lru_cache(maxsize=256)
def _find_in_starter(function: str, starter: str) -> list[str]:
    return find_block(function, starter)


def find_block(function: str, text: str) -> list[str]:
    """The lines of a top-level function, or of a method ``Class.method``, without blank and comment lines.

    Empty where there is none.
    """
    owner, _, name = function.rpartition(".")
    if owner:
        inside = _find(rf"class\s+{re.escape(owner)}\b", text.split("\n"))
        return _find(rf"def\s+{re.escape(name)}\s*\(", textwrap.dedent("\n".join(inside[1:])).split("\n"))
    return _find(rf"def\s+{re.escape(name)}\s*\(", text.split("\n"))


def _find(beginning: str, lines: list[str]) -> list[str]:
    starts = [number for number, line in enumerate(lines) if re.match(beginning, line)]
    if not starts:
        return []
    start = starts[-1]  # the last definition is the one that counts
    block = [lines[start].rstrip()]
    for line in lines[start + 1 :]:
        if line.strip() and not line[0].isspace() and not line.startswith((")", "#")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            block.append(line.rstrip())
    return block
