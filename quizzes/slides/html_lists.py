"""Lists that a Markdown slide writes as HTML, written as Markdown."""

import re

TAG = re.compile(r"<(?P<close>/?)(?P<name>ul|ol|li)\b(?P<rest>[^<>]{0,500})>", re.IGNORECASE)
LETTERED = re.compile(
    r"""type\s*=\s*["']?([Aa])\b|list-style(?:-type)?\s*:\s*(upper|lower)-(?:alpha|latin)""", re.IGNORECASE
)
RIGHT = re.compile(
    r"""\b(?:correct|right)\b|data-correct\s*=\s*["']?(?:true|1)|highlight-(?:current-)?green""", re.IGNORECASE
)
WRONG = re.compile(r"""\b(?:in|not-)correct\b|data-correct\s*=\s*["']?(?:false|0)""", re.IGNORECASE)
MAX_DEPTH = 6


def write_lists(content: str) -> str:
    """The Markdown of a piece of HTML that holds lists; what is no tag of a list stays as it is."""
    parts: list[str] = []
    kinds: list[str] = []
    counts: list[int] = []
    position = 0
    for tag in TAG.finditer(content):
        parts.append(_on_one_line(content[position : tag.start()], inside=bool(kinds)))
        position = tag.end()
        name = tag["name"].lower()
        if name == "li" and not tag["close"]:
            parts.append(_write_mark(kinds, counts, tag["rest"]))
        elif name != "li" and not tag["close"] and len(kinds) < MAX_DEPTH:
            kinds.append(_read_kind(name, tag["rest"]))
            counts.append(0)
        elif name != "li" and kinds:
            kinds.pop()
            counts.pop()
            parts.append("" if kinds else "\n\n")
    return "".join([*parts, _on_one_line(content[position:], inside=bool(kinds))])


def _on_one_line(text: str, *, inside: bool) -> str:
    return " ".join(text.split()) if inside else text


def _read_kind(name: str, rest: str) -> str:
    """How items of a list are marked: "-", "1", "A" or "a"."""
    found = LETTERED.search(rest) if name == "ol" else None
    if found:
        return found[1] or ("A" if found[2].lower() == "upper" else "a")
    return "1" if name == "ol" else "-"


def _write_mark(kinds: list[str], counts: list[int], rest: str) -> str:
    kind = kinds[-1] if kinds else "-"
    if counts:
        counts[-1] += 1
    count = counts[-1] if counts else 1
    mark = "- " if kind == "-" else f"{count}. " if kind == "1" else f"- {chr(ord(kind) + (count - 1) % 26)}) "
    right = RIGHT.search(rest) and not WRONG.search(rest)
    return f"\n{'   ' * max(0, len(kinds) - 1)}{mark}{'✓ ' if right else ''}"
