"""The running text of Markdown slides: tags and attributes dropped, pictures and lettered lines recognised."""

import html
import re

from quizzes.slides.deck import Block, Picture
from quizzes.slides.labelled import read_item, read_labelled

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:\s[^<>]{0,2000})?)/?>")
IMAGE = re.compile(
    r"!\[(?P<text>[^\[\]]{0,500})\]\((?P<source>[^()\s]{0,500})(?:\s[^()]{0,200})?\)(?:\{[^{}]{0,200}\})?"
)
PICTURE_SETTING = re.compile(r"^(?:(?:w|h|width|height|bg|fit|left|right|contain|cover|auto)\b[:\d.%a-z]*\s*)+$")
ATTRIBUTES = re.compile(r"\s*\{(?:[.#][^{}$\\]{0,200}|background[^{}]{0,200})\}\s*$")
SPAN = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,500})\]\{(?P<attributes>[.#\w][^{}\n]{0,300})\}")
COLOURED = re.compile(
    r"<(?P<tag>span|font|mark|u|ins)\b(?P<rest>[^<>]{0,200})(?<=[^/])>(?P<text>[^<>\n]{1,500})</(?P=tag)>",
    re.IGNORECASE,
)
PLAIN_COLOUR = re.compile(r"(?:color\s*[:=]\s*[\"']?\s*(?:black|white|gr[ae]y|inherit|#000|#fff))", re.IGNORECASE)
MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,200}?)(?<=[^\s=])==(?![=\w])")  # ==highlighted==
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
    text = SPAN.sub(_read_span, text)
    text = COLOURED.sub(_read_coloured, text)
    text = re.sub(r"</?(?:b|strong)>", "**", text)
    text = re.sub(r"<code>(.*?)</code>", r"`\1`", text)
    text = TAG.sub(lambda tag: " " if tag["name"].lower() in ("br", "p", "li") else "", text)
    text = re.sub(r"\\\((.{1,2000}?)\\\)", r"$\1$", text)
    text = MARKED.sub(r"**\1**", text)
    return html.unescape(re.sub(r"\b__(?=\S)(.+?)(?<=\S)__\b", r"**\1**", text))


def _read_coloured(found: re.Match[str]) -> str:
    """Words in colour, underlined or highlighted are bold; what is merely wrapped stays."""
    wrapped = found["tag"].lower() in ("span", "font")
    coloured = re.search(r"color|class\s*=\s*[\"']?[^\"'>]*(?:correct|highlight|alert)", found["rest"], re.IGNORECASE)
    if (wrapped and not coloured) or PLAIN_COLOUR.search(found["rest"]):
        return found["text"]
    return f"**{found['text']}**"


def _read_span(span: re.Match[str]) -> str:
    """`[text]{.class}`: ticked where the class says that it is right, bold where it colours or underlines."""
    if re.search(r"\.(?:correct|right|true)\b", span["attributes"]):
        return f"✓ {span['text']}"
    marked = re.search(r"\.(?:alert|red|green|blue|highlight|underline|mark|hl)\b|color\s*[:=]", span["attributes"])
    return f"**{span['text']}**" if marked else span["text"]


def read_paragraph(content: str) -> list[Block]:
    """Paragraphs, pictures and labelled lists ("A) ..." on lines of their own) of running text."""
    pictures: list[Block] = []
    for image in IMAGE.finditer(content):
        shown = "" if PICTURE_SETTING.match(image["text"].strip()) else image["text"].strip()
        pictures.append(Picture(image["source"], shown))
    content = re.sub(r"<br\s*/?>", "\n", IMAGE.sub("", content))
    lines: list[str] = []
    for line in content.split("\n"):
        text = clean(line.rstrip("\\"))
        if lines and line.startswith(" ") and read_item(lines[-1]) and not read_item(text):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return [*read_labelled(lines), *pictures]
