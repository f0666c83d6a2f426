"""Reads PowerPoint decks: titles, bullets with their level, tables, pictures, mathematics, answers in the notes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizzes.slides.deck import Block, Box, Deck, DeckError, Picture, Slide, Table
from quizzes.slides.labels import read_box_label
from quizzes.slides.office_package import BROKEN, Package
from quizzes.slides.pptx_text import COMPATIBLE, A, Line, read_lines, write_blocks

FORMAT = "powerpoint"
SUFFIXES = (".pptx", ".pptm", ".potx", ".ppsx")

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PRESENTATION = "ppt/presentation.xml"
MAX_SLIDES = 1500
MAX_DEPTH = 20
FURNITURE = {"sldNum", "ftr", "dt", "hdr", "sldImg"}
TITLES = {"title", "ctrTitle"}


def read(data: bytes) -> Deck:
    """The deck in a PowerPoint file. Raises DeckError where it is damaged, enormous or has no text."""
    package = Package(data)
    presentation = package.xml(PRESENTATION)
    if presentation is None:
        raise DeckError("This is no PowerPoint file. Please upload the slides as .pptx or PDF.")
    relations = package.relations(PRESENTATION)
    names = [
        relations[identity][1]
        for entry in presentation.iter(f"{P}sldId")
        if (identity := entry.get(f"{R}id", "")) in relations
    ]
    if len(names) > MAX_SLIDES:
        raise DeckError(f"This file has {len(names):,} slides. Please upload at most {MAX_SLIDES:,} at a time.")
    found = [shown for name in names if (shown := _read_slide(package, name)) is not None]
    if not any(title or blocks for title, blocks in found):
        raise DeckError("There is no text in this PowerPoint file. Please upload slides whose text is text.")
    slides = tuple(
        Slide(number, title, tuple(blocks), (number, number)) for number, (title, blocks) in enumerate(found, start=1)
    )
    return Deck(next((slide.title for slide in slides if slide.title), "Untitled lecture"), FORMAT, slides, len(slides))


def _read_slide(package: Package, name: str) -> tuple[str, list[Block]] | None:
    """Title and blocks of a slide; None where it is hidden."""
    root = package.xml(name)
    if root is None:
        raise DeckError(BROKEN)
    if root.get("show") in ("0", "false"):
        return None
    tree = root.find(f"{P}cSld/{P}spTree")
    relations = package.relations(name)
    title = ""
    blocks: list[Block] = []
    for shape in _shapes(tree, 0) if tree is not None else ():
        kind = _placeholder(shape)
        if kind in FURNITURE:
            continue
        if kind in TITLES and not title:
            title = " ".join(" ".join(line.text.split()) for line in _lines(shape, bulleted=False)).replace("**", "")
        else:
            blocks += _read_shape(shape, kind, relations)
    notes = next((path for kind, path in relations.values() if kind == "notesSlide"), "")
    return title, [*blocks, *_read_notes(package.xml(notes) if notes else None)]


def _shapes(parent: Element, depth: int) -> Iterator[Element]:
    """Shapes in the order in which they are read, those in groups included."""
    for child in parent if depth <= MAX_DEPTH else ():
        if child.tag == f"{P}grpSp":
            yield from _shapes(child, depth + 1)
        elif child.tag == f"{COMPATIBLE}AlternateContent":
            choice = child.find(f"{COMPATIBLE}Choice")
            yield from _shapes(choice, depth + 1) if choice is not None else ()
        elif child.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
            yield child


def _placeholder(shape: Element) -> str | None:
    """What a shape holds the place of; None where it is free."""
    found = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return None if found is None else found.get("type", "obj")


def _lines(shape: Element, *, bulleted: bool) -> list[Line]:
    body = shape.find(f"{P}txBody")
    return read_lines(body, bulleted=bulleted) if body is not None else []


def _read_shape(shape: Element, kind: str | None, relations: dict[str, tuple[str, str]]) -> list[Block]:
    if shape.tag == f"{P}pic":
        named = shape.find(f"{P}nvPicPr/{P}cNvPr")
        blip = shape.find(f"{P}blipFill/{A}blip")
        source = relations.get(blip.get(f"{R}embed", "") if blip is not None else "", ("", ""))[1]
        return [Picture(source, named.get("descr", "")[:500] if named is not None else "")]
    if shape.tag == f"{P}graphicFrame":
        rows = tuple(
            tuple(" ".join(line.text for line in _cell(cell)) for cell in row.findall(f"{A}tc"))
            for row in shape.iter(f"{A}tr")
        )
        return [Table(rows)] if rows else []
    lines = _lines(shape, bulleted=kind in ("obj", "body"))
    label = read_box_label(lines[0].text) if kind is None and len(lines) > 1 else None
    if label is not None:  # a text box that is headed "Definition" or "Quick question"
        return [Box(label.kind, label.title, tuple(write_blocks(lines[1:])))]
    return write_blocks(lines)


def _cell(cell: Element) -> list[Line]:
    body = cell.find(f"{A}txBody")
    return read_lines(body, bulleted=False) if body is not None else []


def _read_notes(root: Element | None) -> list[Block]:
    """What the speaker's notes say, in a box of their own."""
    tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
    lines = [
        line
        for shape in (_shapes(tree, 0) if tree is not None else ())
        if _placeholder(shape) == "body"
        for line in _lines(shape, bulleted=False)
    ]
    return [Box("notes", "", tuple(write_blocks(lines)))] if lines else []
