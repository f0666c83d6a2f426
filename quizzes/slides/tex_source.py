"""The text of a LaTeX file without what is not shown: comments, `comment` environments, switched-off parts.

Listings are taken out before, so that nothing inside of them is taken for LaTeX; marks stand in their places.
"""

import re
from dataclasses import dataclass

from quizzes.slides.deck import Code

MARK = "\x00"
LISTED = re.compile(rf"{MARK}(\d+){MARK}")
OPENING = re.compile(
    r"\\begin\{(?P<name>verbatim|Verbatim|lstlisting|minted|semiverbatim|BVerbatim|pythoncode|pyverbatim)(?P<star>\*?)\}"
    r"(?P<options>(?:\[[^\[\]\n]{0,300}\])?(?:\{[\w+#-]{1,30}\})?)"
    r"|\\(?:verb\*?|lstinline(?:\[[^\]\n]{0,100}\])?)(?P<sign>[^A-Za-z0-9\s*{\[])"
    r"|(?<!\\)%[^\n]*"
)
COMMENT_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{comment\}")
CONDITION = re.compile(r"\\(iffalse|if[a-z]+|fi)(?![A-Za-z])")
LANGUAGE = re.compile(r"language\s*=\s*\{?([\w+#-]+)|\{([\w+#-]+)\}")


@dataclass(frozen=True)
class Shown:
    """What a file shows: its text, in which marks stand for the listings."""

    text: str
    listings: tuple[Code | str, ...]  # a block of code, or the words of one inside a line


def read_shown(source: str) -> Shown:
    """The text of a file as LaTeX would set it."""
    source = _without_comment_environments(source)
    listings: list[Code | str] = []
    parts: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while found := OPENING.search(source, position):
        parts.append(source[position : found.start()])
        position = found.end()
        closer = f"\\end{{{found['name']}{found['star']}}}" if found["name"] else found["sign"] or ""
        end = -1 if closer in unclosed or not closer else source.find(closer, position)
        if end < 0 or (found["sign"] and "\n" in source[position : min(end, position + 1000)]):
            unclosed |= {closer} if found["name"] else set()
            parts.append(found.group())
            continue
        if found["sign"]:
            listings.append(source[position:end])
        else:
            language = LANGUAGE.search(found["options"])
            named = (language[1] or language[2]) if language else ""
            listings.append(Code(source[position:end].strip("\n").rstrip(), named.lower()))
        parts.append(f"{MARK}{len(listings) - 1}{MARK}")
        position = end + len(closer)
    text = "".join([*parts, source[position:]])
    text = "\n".join(_cut_comments(text))
    return Shown(_without_false_parts(text), tuple(listings))


def _without_comment_environments(text: str) -> str:
    parts: list[str] = []
    position = depth = 0
    for found in COMMENT_ENVIRONMENT.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if "%" in line:
            continue
        opens = found.group().startswith("\\b")
        if opens and depth == 0:
            parts.append(text[position : found.start()])
        if not opens and depth == 1:
            position = found.end()
        depth = depth + 1 if opens and depth == 0 else max(0, depth - (not opens))
    return "".join([*parts, text[position:]]) if depth == 0 else "".join(parts)


def _cut_comments(text: str) -> list[str]:
    """Lines without what follows a percent sign; a line that is nothing but a comment goes wholly."""
    lines: list[str] = []
    for line in text.split("\n"):
        found = re.search(r"(?<!\\)(?:\\\\)*%", line)
        if found is None:
            lines.append(line)
        elif kept := line[: found.end() - 1].rstrip():
            lines.append(kept)
    return lines


def _without_false_parts(text: str) -> str:
    """Text without what stands between \\iffalse and its \\fi (or \\else)."""
    parts: list[str] = []
    position = depth = 0
    for found in CONDITION.finditer(text):
        if depth == 0 and found[1] == "iffalse":
            parts.append(text[position : found.start()])
            depth = 1
        elif depth and found[1] != "fi":
            depth += 1
        elif depth:
            depth -= 1
            position = found.end()
    return "".join([*parts, text[position:]]) if depth == 0 else "".join(parts)
