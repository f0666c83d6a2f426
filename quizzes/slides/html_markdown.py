"""Writes the HTML of exported slides as Markdown: a `<section>` is a slide; lists, boxes, notes, formulas are kept."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from quizzes.slides.box_names import box_kind

SKIPPED = {"script", "style", "head", "nav", "template", "noscript", "svg-defs", "button", "footer", "header"}
VOID = {"br", "img", "input", "hr", "meta", "link", "source", "col", "wbr", "area", "base", "embed", "param", "track"}
BLOCKS = {"p", "figure", "figcaption", "center", "article", "main", "blockquote", "dl", "dt", "dd"}
PASSED = {"div", "aside", "details", "summary"}  # Markdown slides may hold them as they are
MARKS = {"strong": "**", "b": "**", "mark": "**", "u": "**", "em": "*", "i": "*"}
RIGHT = re.compile(r"(?<![\w-])correct(?![\w-])|highlight-(?:current-)?green")
COLOURED = re.compile(r"(?:^|;)\s*color\s*:(?!\s*(?:black|white|gr[ae]y|inherit|#000|#fff))", re.IGNORECASE)
FORMULA = re.compile(r"\\\((?P<inline>.{1,3000}?)\\\)|\\\[(?P<shown>.{1,3000}?)\\\]", re.DOTALL)
SPECIAL = re.compile(r"([*`_])")
UNREAD = re.compile(r"katex-html|anchor-link|anchorjs|(?<![\w-])menu(?![\w-])|progress-bar|slide-number")
MAX_LISTS = 6
FENCE = "\n\n```"


@dataclass
class _List:
    """A list that is open: "-", "1", "A" or "a", and how many items it had so far."""

    kind: str
    count: int = 0


@dataclass
class _Section:
    """A section that is open: what was written in it, and whether it only holds other sections."""

    parts: list[str] = field(default_factory=list)
    holds: bool = False
    hidden: bool = False


class SlideWriter(HTMLParser):
    """Feed it HTML: `slides` are the sections as Markdown, `rest` stands in none, `source` is a deck in Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.slides: list[str] = []
        self.source = self.title = ""
        self.sections = [_Section()]
        self.lists: list[_List] = []
        self.skipping: list[str] = []
        self.raw = ""  # the tag whose text is Markdown or code already
        self.in_formula = False
        self.row = self.columns = 0  # of the table that is open
        self.ends: list[tuple[str, str]] = []  # open tags with what is written at their end

    @property
    def rest(self) -> str:
        return "".join(self.sections[0].parts)

    def write(self, *parts: str) -> None:
        self.sections[-1].parts += parts

    # What the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "")
        if self.skipping:
            self.skipping += [tag] if tag == self.skipping[0] else []
        elif self.raw:
            self._open_in_raw(tag, classes)
        elif tag == "title":
            self.raw = "title"
        elif given.get("type") == "text/template" or tag == "textarea":
            self.raw = "source" if given.get("id") == "source" else tag
        elif tag in SKIPPED or UNREAD.search(classes) or tag == "mjx-assistive-mml":
            self.skipping = [tag]
        elif tag == "section":
            self._open_section(given)
        elif tag == "annotation":
            self.raw = "annotation"
            self.write("$")
        elif tag == "math":
            self.in_formula = True  # only its annotation is read
        elif tag not in VOID and not self.in_formula:
            self._open(tag, given)
        elif not self.in_formula:
            self._write_void(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[0]:
                self.skipping.pop()
        elif self.raw in ("source", "textarea") and tag != "textarea":
            self._close_in_raw(tag)
        elif self.raw and tag in ("title", "script", "textarea", "annotation", "pre"):
            self.write({"annotation": "$", "pre": "\n```\n\n"}.get(tag, "\n"))
            self.raw = ""
        elif tag == "math":
            self.in_formula = False
        elif tag == "section" and len(self.sections) > 1:
            self._close_section()
        elif any(name == tag for name, _ in self.ends):
            while self.ends:
                name, end = self.ends.pop()
                self.write(end)
                if name in ("ul", "ol") and self.lists:
                    self.lists.pop()
                if name == "tr" and self.row == 1:  # the heading
                    self.write(f"|{' --- |' * self.columns}\n")
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        if self.raw == "title":
            self.title = " ".join(data.split())
        elif self.raw == "source":
            self.source += data
        elif self.raw:
            self.write("\n" if self.sections[-1].parts[-1:] == [FENCE] else "", data)
        elif not self.in_formula:
            self._write_text(data)

    def handle_comment(self, data: str) -> None:
        if self.raw == "source":
            self.source += f"<!--{data}-->"
        elif self.raw == "textarea":
            self.write(f"<!--{data}-->")

    # Parts

    def _open_in_raw(self, tag: str, classes: str) -> None:
        """Of tags in a listing the language is kept; those in Markdown stay as they are."""
        if self.raw == "source":
            self.source += self.get_starttag_text() or ""
        elif self.raw == "textarea":
            self.write(self.get_starttag_text() or "")
        elif tag == "code" and self.sections[-1].parts[-1:] == [FENCE]:
            named = re.search(r"(?:language-|sourceCode )([\w+-]{1,20})", classes)
            self.write(f"{named[1] if named else ''}\n")

    def _close_in_raw(self, tag: str) -> None:
        if self.raw == "source":
            self.source += f"</{tag}>"
        else:
            self.write(f"</{tag}>")

    def _open_section(self, given: dict[str, str]) -> None:
        self.sections[-1].holds = True
        hidden = given.get("data-visibility") == "hidden" or self.sections[-1].hidden
        self.sections.append(_Section(hidden=hidden))
        self.ends.append(("section-start", ""))

    def _close_section(self) -> None:
        while self.ends:
            name, end = self.ends.pop()
            self.write(end)
            if name == "section-start":
                break
        self.lists.clear()
        section = self.sections.pop()
        text = "".join(section.parts)
        if text.strip() and not section.hidden:
            self.slides.append(text)

    def _open(self, tag: str, given: dict[str, str]) -> None:
        classes, end = given.get("class", ""), ""
        if tag in ("ul", "ol"):
            kind = given.get("type", "1") if tag == "ol" else "-"
            self.lists.append(_List(kind if kind in ("A", "a", "-") else "1"))
            self.write("\n" if len(self.lists) > 1 else "\n\n")
            end = "\n" if len(self.lists) > 1 else "\n\n"
        elif tag == "li":
            self.write(self._begin_item(classes))
        elif re.fullmatch(r"h[1-6]", tag):
            self.write("\n\n", "#" * int(tag[1]), " ")
            end = "\n\n"
        elif tag == "pre":
            self.raw = "pre"
            self.write(FENCE)
        elif tag == "code":
            self.write("`")
            end = "`"
        elif tag in MARKS:
            self.write(MARKS[tag])
            end = MARKS[tag]
        elif tag in ("span", "font") and (RIGHT.search(classes) or COLOURED.search(given.get("style", ""))):
            self.write("**")
            end = "**"
        elif tag in PASSED and (tag != "div" or any(map(box_kind, classes.split()))):
            self._pause(classes)
            name = html.escape(f"{classes} {given.get('id', '')}".strip())
            self.write(f'\n\n<{tag} class="{name}">\n\n')
            end = f"\n\n</{tag}>\n\n"
        elif (tag in BLOCKS or tag == "div") and not self.lists:
            self._pause(classes)
            self.write("\n\n")
            end = "\n\n"
        elif tag in ("table", "tr", "td", "th"):
            end = self._open_cell(tag)
        self.ends.append((tag, end))

    def _pause(self, classes: str) -> None:
        if "fragment" in classes.split():
            self.write('\n\n<div class="pause"></div>\n\n')

    def _begin_item(self, classes: str) -> str:
        if not self.lists:
            return "\n- "
        now = self.lists[-1]
        now.count += 1
        mark = "- " if now.kind == "-" else f"{now.count}. "
        if now.kind in ("A", "a"):
            mark = f"- {chr(ord(now.kind) + (now.count - 1) % 26)}) "
        return f"\n{'   ' * min(len(self.lists) - 1, MAX_LISTS)}{mark}{'✓ ' if RIGHT.search(classes) else ''}"

    def _open_cell(self, tag: str) -> str:
        if tag == "table":
            self.row = 0
            self.write("\n\n")
            return "\n\n"
        if tag == "tr":
            self.row += 1
            self.columns = 0
            self.write("| ")
            return "\n"
        self.columns += 1
        return " | "

    def _write_void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.write("<br>")
        elif tag == "img":
            alt, source = (re.sub(r"[\[\]()\s]+", " ", given.get(name, "")).strip() for name in ("alt", "src"))
            self.write(f"![{alt[:300]}]({source.replace(' ', '')[:300] or 'picture'})")
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            self.write("[x] " if "checked" in given else "[ ] ")

    def _write_text(self, data: str) -> None:
        position = 0
        for found in FORMULA.finditer(data):
            self.write(_escape(data[position : found.start()]))
            inline, shown = found["inline"], found["shown"]
            self.write(f"${' '.join(inline.split())}$" if inline else f"\n\n$$\n{' '.join(shown.split())}\n$$\n\n")
            position = found.end()
        self.write(_escape(data[position:]))


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)).replace("<", "&lt;")
