"""Finds labelled lists ("A) ..." on lines or in bullets of their own) in what a deck's source sets as running text."""

import re
from collections.abc import Sequence

from quizzes.slides.deck import Block, Bullet, Bullets, Enumeration, Item, Paragraph
from quizzes.slides.labels import LabelledText, read_label
from quizzes.slides.structure import NEW_THOUGHT, options_on_one_line

MAX_OPTIONS = 8
BOLD_ANSWER = re.compile(
    r"\s(?=\*\*(?:(?:correct |right |richtige )?(?:answer|antwort|réponse|respuesta|risposta)|solution|lösung|solución"
    r"|ans)\b[^*]{0,20}\*\*)",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"(?:\*\*)?(?:\[(?P<square>[A-H])\][:.]?|(?P<half>[A-H])\]|\((?P<round>[A-H])\):"
    r"|(?P<plain>[A-H])(?: ?[:：]| [-–—]| \.)"
    r"|(?P<circled>[Ⓐ-Ⓗⓐ-ⓗ]))(?:\*\*)?\s+(?P<text>\S.*)",
    re.DOTALL,
)
SIGNED = re.compile(r"\s*[☐☑☒✅❌○●◯◉⭕🔘⬜🔺🔷🔶🟡🔵🟦🟥🟨🟩]\ufe0f?\s+\S")  # a box to tick, or one that is ticked
EMOJI_LABEL = re.compile(r"^\s*(?:(?P<sign>[🅰🅱])\ufe0f?|(?P<digit>[1-8])\ufe0f?\u20e3)\s*(?=\S)")
FIRST_LABELS = ("A", "a", "1")


def read_labelled(lines: Sequence[str]) -> list[Block]:
    """Paragraphs, enumerations and boxes to tick of lines of text; lines without labels are joined."""
    lines = [EMOJI_LABEL.sub(_write_label, line) for line in lines]
    signed = [SIGNED.match(line) is not None for line in lines]
    blocks: list[Block] = []
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and signed[end] == signed[start]:
            end += 1
        if signed[start] and end - start > 1:
            blocks.append(Bullets(tuple(Bullet(0, line.strip()) for line in lines[start:end])))
        else:
            blocks += _read_lines(lines[start:end])
        start = end
    return blocks


def _write_label(found: re.Match[str]) -> str:
    if found["digit"]:
        return f"{found['digit']}) "
    return "A) " if found["sign"] == "🅰" else "B) "


def _read_lines(lines: Sequence[str]) -> list[Block]:
    blocks: list[Block] = []
    prose: list[str] = []
    items: list[LabelledText] = []
    parts = tighten([part for line in lines for part in (BOLD_ANSWER.split(line) or [""])])
    for place, line in enumerate([*parts, ""]):
        text = line.strip()
        item = read_item(text)
        first = item and (item.label in FIRST_LABELS or item.style in ("i)", "(i)"))
        if item and (items or first or _is_followed(item, parts[place + 1 :])):
            if prose:
                blocks.append(Paragraph(" ".join(prose)))
                prose = []
            items += options_on_one_line(item)
            continue
        blocks += _write_items(items)
        items = []
        if prose and NEW_THOUGHT.match(text):
            blocks.append(Paragraph(" ".join(prose)))
            prose = []
        prose += [text] if text else []
    return [*blocks, Paragraph(" ".join(prose))] if prose else blocks


def _is_followed(item: LabelledText, following: Sequence[str]) -> bool:
    """Whether a letter is the first of a list that goes on elsewhere: in the second column of two."""
    after = read_item(following[0].strip()) if following else None
    if after is None or len(item.label) > 1 or not item.label.isalpha():
        return False
    return ord(after.label[0]) == ord(item.label) + 1 and item.label in "bcdeBCDE"


def read_item(text: str) -> LabelledText | None:
    """The labelled item that a line is, be its label or all of it bold; one that is starred is marked as right."""
    if text.startswith("**"):
        inner, _, rest = text[2:].partition("**")
        whole = read_label(inner) if not rest else None
        if whole and whole.text:
            return LabelledText(whole.label, whole.style, f"**{whole.text}**")
        text = f"{inner}{rest}" if len(inner) <= 4 else f"{inner} {rest}" if read_label(inner) else text
    elif text.startswith("*") and "*" not in text[1:] and (starred := read_label(text[1:])):
        return LabelledText(starred.label, starred.style, f"{starred.text} ✓")
    return read_label(text)


def tighten(texts: Sequence[str]) -> list[str]:
    """Lines in which a run of loose labels ("A: ...", "[B] ...", "C - ...", "ⓓ ...") is written like any other."""
    found = [LOOSE.fullmatch(text.strip()) for text in texts]
    labels = [_loose_label(each) for each in found]
    tight = list(texts)
    for start, label in enumerate(labels):
        if label != "A":
            continue
        end = start + 1
        while end < len(labels) and labels[end] == chr(ord("A") + end - start):
            end += 1
        for place in range(start, end) if end - start > 1 else ():
            each = found[place]
            tight[place] = f"{labels[place]}) {each['text'] if each else ''}"
    return tight


def _loose_label(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    if circled := found["circled"]:
        return chr(ord("A") + (ord(circled) - (0x24B6 if circled < "ⓐ" else 0x24D0)))
    return next(found[name] for name in ("square", "half", "round", "plain") if found[name])


def _write_items(items: Sequence[LabelledText]) -> list[Block]:
    if len(items) == 1:
        return [Paragraph(f"{items[0].style} {items[0].text}")]
    items = without_even_emphasis(items)
    return [Enumeration(items[0].style, tuple(Item(item.label, item.text) for item in items))] if items else []


def without_even_emphasis(items: Sequence[LabelledText]) -> Sequence[LabelledText]:
    """Items without the emphasis that all of them have."""
    if all(item.text.startswith("**") and item.text.endswith("**") and item.text.count("**") == 2 for item in items):
        return [LabelledText(item.label, item.style, item.text[2:-2]) for item in items]
    return items


def read_lettered(block: Block) -> Block:
    """Bullets such as "- A) text" or "- **(A)** text" as the enumeration that they are."""
    if not isinstance(block, Bullets) or not 2 <= len(block.items) <= MAX_OPTIONS:
        return block
    texts = tighten([bullet.text for bullet in block.items])
    found = [label for text in texts if (label := read_item(text)) is not None]
    if len(found) < len(block.items) or len({label.label for label in found}) < len(found):
        return block
    even = without_even_emphasis(found)
    return Enumeration(even[0].style, tuple(Item(label.label, label.text) for label in even))


def join_lists(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with neighbouring lists of the same kind made one."""
    joined: list[Block] = []
    run: list[Block] = []
    known: set[str] = set()
    for block in blocks:
        last = run[-1] if run else None
        if isinstance(block, Bullets) and isinstance(last, Bullets):
            run.append(block)
            continue
        if isinstance(block, Enumeration) and isinstance(last, Enumeration) and _carries_on(last, block, known):
            run.append(block)
            known |= {item.label for item in block.items}
            continue
        joined += _join(run)
        run = [block]
        known = {item.label for item in block.items} if isinstance(block, Enumeration) else set()
    return [*joined, *_join(run)]


def _join(run: Sequence[Block]) -> list[Block]:
    """Lists of one kind as one list."""
    if len(run) < 2:
        return list(run)
    first = run[0]
    if isinstance(first, Enumeration):
        return [
            Enumeration(
                first.style, tuple(item for each in run if isinstance(each, Enumeration) for item in each.items)
            )
        ]
    return [Bullets(tuple(bullet for each in run if isinstance(each, Bullets) for bullet in each.items))]


def _carries_on(one: Enumeration, other: Enumeration, known: set[str]) -> bool:
    before, after = one.items[-1].label, other.items[0].label
    alike = before.isdecimal() == after.isdecimal() and before.isupper() == after.isupper()
    return alike and after not in known
