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
        inside = _find(rf"class[^\S\n]+{re.escape(owner)}\b", text)
        text = textwrap.dedent("\n".join(inside[1:]))
    return _find(rf"def[^\S\n]+{re.escape(name)}[^\S\n]*\(", text)


def _find(beginning: str, text: str) -> list[str]:
    starts = [found.start() for found in re.finditer(f"^{beginning}", text, re.MULTILINE)]
    if not starts:
        return []
    first, *lines = text[starts[-1] :].split("\n")  # the last definition is the one that counts
    block = [first.rstrip()]
    for line in lines:
        if line.strip() and not line[0].isspace() and not line.startswith((")", "#")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            block.append(line.rstrip())
    return block
