"""Boxes that dialects of Markdown write in ways of their own (MkDocs, GitHub and Obsidian, remark), as HTML."""

import html
import re
from collections.abc import Sequence

ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)\s+(?P<kind>[A-Za-z][\w-]{0,30})(?:[ \w-]{0,60})(?:\s+\"(?P<title>[^\"]{0,200})\")?\s*"
)
CALLOUT = re.compile(r" {0,3}>\s?\[!(?P<kind>[A-Za-z][\w-]{0,30})\][-+]?\s*(?P<title>.*)")
QUOTED = re.compile(r" {0,3}>\s?(?P<text>.*)")
CLASS_OPENING = re.compile(r"\s*\.(?P<kind>[A-Za-z][\w-]{0,30})(?:\.[\w-]{1,30})*\[\s*")
CLASS_INLINE = re.compile(
    r"(?<![\w\]\\])\.(?P<kind>[A-Za-z][\w-]{0,30})(?:\.[\w-]{1,30})*\[(?P<text>[^\[\]\n]{1,500})\](?!\()"
)
MARKING = re.compile(r"green|red|blue|orange|highlight|hl|alert|bold|correct|answer|solution", re.IGNORECASE)
FENCE = re.compile(r" {0,3}(?:```|~~~)")


def rewrite(text: str) -> str:
    """The text with such boxes as `<div>`, and coloured words bold; listings stay as they are."""
    if not any(mark in text for mark in ("!!! ", "??? ", "???+ ", "[!", "[\n")) and not CLASS_INLINE.search(text):
        return text
    lines = text.split("\n")
    written: list[str] = []
    place = 0
    fence = False
    while place < len(lines):
        line = lines[place]
        fence = fence != bool(FENCE.match(line))
        found = None if fence else ADMONITION.fullmatch(line) or CALLOUT.fullmatch(line)
        end = _find_end(lines, place, quoted=found.re is CALLOUT) if found else place + 1
        if found:
            inside = [_dedent(each, quoted=found.re is CALLOUT) for each in lines[place + 1 : end]]
            written += ["", _open(found["kind"], found["title"] or ""), "", *inside, "", "</div>", ""]
        else:
            written.append(line if fence else CLASS_INLINE.sub(_write_inline, line))
        place = end
    return "\n".join(_write_classes(written))


def _find_end(lines: Sequence[str], start: int, *, quoted: bool) -> int:
    """Where the contents of a box end: with the quotation, or with what is indented."""
    end = start + 1
    while end < len(lines):
        inside = QUOTED.match(lines[end]) if quoted else lines[end].startswith(("    ", "\t")) or not lines[end].strip()
        if not inside:
            break
        end += 1
    return end


def _dedent(line: str, *, quoted: bool) -> str:
    if quoted:
        found = QUOTED.match(line)
        return found["text"] if found else line
    return line[1:] if line.startswith("\t") else line[4:]


def _open(kind: str, title: str) -> str:
    return f'<div class="{kind}" title="{html.escape(title.strip())}">'


def _write_inline(found: re.Match[str]) -> str:
    return f"**{found['text'].replace('**', '')}**" if MARKING.search(found["kind"]) else found["text"]


def _write_classes(lines: Sequence[str]) -> list[str]:
    """Lines in which remark's `.class[` and the `]` that closes it on a line of its own are tags."""
    written: list[str] = []
    depth = 0
    for line in lines:
        if found := CLASS_OPENING.fullmatch(line):
            depth += 1
            written += ["", _open(found["kind"], ""), ""]
        elif depth and line.strip() == "]":
            depth -= 1
            written += ["", "</div>", ""]
        else:
            written.append(line)
    return written if depth == 0 else list(lines)
