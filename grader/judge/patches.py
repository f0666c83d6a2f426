"""What an answer changes in the model answer, and two such changes at once, as a person who made both would write."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_TOKEN = re.compile(r"\w+|\n *| +|\*\*|//|[+\-*/@]=|.")


@dataclass(frozen=True, order=True)
class Change:
    """The characters from ``start`` up to ``end`` of a text become ``new``."""

    start: int
    end: int
    new: str


def write_plainly(text: str) -> str:
    """The same program in one layout, without comments and the docstring of the file."""
    tree = ast.parse(text)
    if ast.get_docstring(tree) is not None:
        del tree.body[0]
    return ast.unparse(tree)


def find_changes(before: str, after: str) -> tuple[Change, ...]:
    """The smallest pieces that differ: of the lines that differ, the words."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = _offsets(old)
    found: list[Change] = []
    for kind, start, end, new_start, new_end in _compare(old, new):
        if kind == "replace":
            words, others = (_TOKEN.findall("".join(lines)) for lines in (old[start:end], new[new_start:new_end]))
            within = _offsets(words, starts[start])
            found += [Change(within[a], within[b], "".join(others[c:d])) for _, a, b, c, d in _compare(words, others)]
        else:
            found.append(Change(starts[start], starts[end], "".join(new[new_start:new_end])))
    return tuple(found)


def merge(text: str, one: Sequence[Change], other: Sequence[Change]) -> str | None:
    """The text with both; None where they change the same place in different ways."""
    changes = sorted({*one, *other})
    for first, second in pairwise(changes):
        if second.start < first.end or (second.start == first.start and first.end == first.start == second.end):
            return None
    for change in reversed(changes):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def find_function(text: str, name: str) -> range:
    """The characters of a function that the text defines; none if it does not."""
    starts = _offsets(text.splitlines(keepends=True))
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return range(starts[node.lineno - 1], starts[node.end_lineno or node.lineno])
    return range(0)


def _compare(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return (each for each in matcher.get_opcodes() if each[0] != "equal")


def _offsets(parts: Sequence[str], start: int = 0) -> list[int]:
    offsets = [start]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets
