"""The running text of Markdown slides: tags and attributes dropped, pictures and lettered lines recognised."""

import html
import re

from quizzes.slides.deck import Block, Enumeration, Item, Paragraph, Picture
from quizzes.slides.labels import LabelledText, read_label

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:\s[^<>]{0,2000})?)/?>")
IMAGE = re.compile(
    r"!\[(?P<text>[^\[\]]{0,500})\]\((?P<source>[^()\s]{0,500})(?:\s[^()]{0,200})?\)(?:\{[^{}]{0,200}\})?"
)
PICTURE_SETTING = re.compile(r"^(?:(?:w|h|width|height|bg|fit|left|right|contain|cover|auto)\b[:\d.%a-z]*\s*)+$")
ATTRIBUTES = re.compile(r"\s*\{(?:[.#][^{}$\\]{0,200}|background[^{}]{0,200})\}\s*$")
CODE_SPAN = re.compile(r"(`+)(?:(?!\1).)+\1")


def clean(text: str) -> str:
    """Inline Markdown without tags, entities and attributes; code keeps all it shows."""
    parts: list[str] = []
    position = 0
    for span in CODE_SPAN.finditer(text):
        parts += [_clean_prose(text[position : span.start()]), span.group()]
        position = span.end()
    parts.append(_clean_prose(text[position:]))
    return ATTRIBUTES.sub("", " ".join("".join(parts).split()))


def _clean_prose(text: str) -> str:
    text = re.sub(r"</?(?:b|strong)>", "**", text)
    text = re.sub(r"<code>(.*?)</code>", r"`\1`", text)
    text = TAG.sub(lambda tag: " " if tag["name"].lower() in ("br", "p", "li") else "", text)
    text = re.sub(r"\\\((.{1,2000}?)\\\)", r"$\1$", text)
    return html.unescape(re.sub(r"\b__(?=\S)(.+?)(?<=\S)__\b", r"**\1**", text))


def read_paragraph(content: str) -> list[Block]:
    """Paragraphs, pictures and labelled lists ("A) ..." on lines of their own) of running text."""
    blocks: list[Block] = []
    pictures: list[Block] = []
    for image in IMAGE.finditer(content):
        shown = "" if PICTURE_SETTING.match(image["text"].strip()) else image["text"].strip()
        pictures.append(Picture(image["source"], shown))
    content = re.sub(r"<br\s*/?>", "\n", IMAGE.sub("", content))
    prose: list[str] = []
    items: list[LabelledText] = []
    for line in [*content.split("\n"), ""]:
        text = clean(line.rstrip("\\"))
        item = read_label(re.sub(r"^\*\*(\(?\w{1,2}[).])\*\*", r"\1", text))
        if item and (items or item.label in ("A", "a", "1")):
            blocks += _flush(prose)
            items.append(item)
        elif text and items and not text.startswith("**") and line.startswith(" "):
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {text}")
        else:
            blocks += _flush_items(items)
            prose += [text] if text else []
    return [*blocks, *_flush(prose), *pictures]


def _flush(prose: list[str]) -> list[Block]:
    text = " ".join(prose)
    prose.clear()
    return [Paragraph(text)] if text else []


def _flush_items(items: list[LabelledText]) -> list[Block]:
    group = tuple(items)
    items.clear()
    if len(group) == 1:
        return [Paragraph(f"{group[0].style} {group[0].text}")]
    return [Enumeration(group[0].style, tuple(Item(item.label, item.text) for item in group))] if group else []
