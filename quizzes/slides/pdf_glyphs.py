"""Takes the glyphs and the ruled lines of a PDF's pages out of pdfium, as plain data with positions in points."""

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from quizzes.slides.characters import repair

MAX_GLYPHS = 6_000  # on one page; what is beyond is no text that anybody reads
MAX_SHAPES = 3_000
MAX_RULES = 150
FAR = 1000  # points outside of the page: where themes park what is not uncovered yet
THIN = 1 / 150  # of the height
MONO = re.compile(r"mono|courier|cmtt|lmtt|consol|menlo|typewriter|code(?:pro|new)|inconsolata|hack", re.IGNORECASE)
MATH = re.compile(r"math|cmmi|cmsy|cmex|msbm|msam|eufm|rsfs|eurm|stmary|wasy|esint|lmsy|lmex|dsrom|bbm", re.IGNORECASE)
ROMAN_MATH = re.compile(r"(?:^|\+)(?:cmr|cmbx|cmmib)\d", re.IGNORECASE)
BOLD = re.compile(r"bold|demi|heavy|black|cmbx|cmssbx", re.IGNORECASE)
# Computer Modern's font of large signs is mostly embedded without saying what they are.
LARGE_OPERATORS = {"P": "∑", "X": "∑", "Q": "∏", "Y": "∏", "R": "∫", "Z": "∫", "S": "⋃", "[": "⋃", "√": "√", "∑": "∑",
                   "∏": "∏", "∫": "∫"}  # fmt: skip
HYPHEN = "\x02"  # pdfium's sign for a hyphen at which a word was divided
CONTROL = {"\r", "\n", "\x00"}


class Font(NamedTuple):
    """What a font's name tells."""

    name: str
    mono: bool
    math: bool
    bold: bool
    roman_math: bool


class Glyph(NamedTuple):
    """One character: its horizontal extent, its baseline and size."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: Font


class Rule(NamedTuple):
    """A thin horizontal line: of a fraction, a root, a table."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True)
class Page:
    """What one page shows; the origin is its lower left corner."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int


class PageReader:
    """Reads the pages of one document; what fonts tell is asked once a font."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document = document
        self.fonts: dict[bytes, Font] = {}

    def read(self, index: int) -> Page:
        """The glyphs and rules of a page, counted from 0."""
        page = self.document[index]
        try:
            width, height = page.get_size()
            left, bottom = page.get_mediabox()[:2]
            textpage = page.get_textpage()
            try:
                glyphs = self._glyphs(textpage, left, bottom, width, height)
            finally:
                textpage.close()
            rules, pictures = _shapes(page, left, bottom, height)
            return Page(width, height, tuple(glyphs), tuple(rules), pictures)
        finally:
            page.close()

    def _glyphs(
        self, textpage: pypdfium2.PdfTextPage, left: float, bottom: float, width: float, height: float
    ) -> list[Glyph]:
        glyphs: list[Glyph] = []
        handle = textpage.raw
        x, y, rect, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
        known: dict[int, tuple[Font, float]] = {}
        high = 0
        for index in range(min(textpage.count_chars(), MAX_GLYPHS)):
            code = raw.FPDFText_GetUnicode(handle, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            text = HYPHEN if code in (2, 0xFFFE) else chr(code) if code < 0xD800 or code >= 0xE000 else ""
            if not text or text in CONTROL or (text == " " and raw.FPDFText_IsGenerated(handle, index) == 1):
                continue
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            raw.FPDFText_GetLooseCharBox(handle, index, rect)
            x0, baseline = x.value - left, y.value - bottom
            if not (-FAR / 4 < x0 < width + FAR / 4 and -FAR < baseline < height + FAR / 4):
                continue
            owner = ctypes.cast(raw.FPDFText_GetTextObject(handle, index), ctypes.c_void_p).value or 0
            if owner not in known:
                known[owner] = self._font(handle, index, matrix)
            font, size = known[owner]
            if text != HYPHEN:
                text = LARGE_OPERATORS.get(text, "") if "CMEX" in font.name else _repaired(text)
            if text:
                glyphs.append(Glyph(text, x0, max(x0, rect.right - left), baseline, size, font))
        return glyphs

    def _font(self, handle: raw.FPDF_TEXTPAGE, index: int, matrix: raw.FS_MATRIX) -> tuple[Font, float]:
        """The font of a glyph and its size in points on the page."""
        buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
        font = self.fonts.get(buffer.value)
        if font is None:
            name = buffer.value.decode("utf-8", "replace")
            font = Font(
                name,
                MONO.search(name) is not None or bool(flags.value & 1),
                MATH.search(name) is not None,
                BOLD.search(name) is not None,
                ROMAN_MATH.search(name) is not None,
            )
            self.fonts[buffer.value] = font
        raw.FPDFText_GetMatrix(handle, index, matrix)
        scale = max(abs(matrix.d), abs(matrix.b))
        return font, max(0.5, abs(raw.FPDFText_GetFontSize(handle, index)) * (scale or 1.0))


def _repaired(text: str) -> str:
    """The character that was meant: compatibility forms of mathematical letters are plain letters of a math font."""
    if 0x1D400 <= ord(text) <= 0x1D7FF:
        return unicodedata.normalize("NFKC", text)
    if text == "ℎ":
        return "h"
    return "" if 0xFE00 <= ord(text) <= 0xFE0F else repair(text)


def _shapes(page: pypdfium2.PdfPage, left: float, bottom: float, height: float) -> tuple[list[Rule], int]:
    rules: list[Rule] = []
    pictures = 0
    for count, shape in enumerate(page.get_objects(max_depth=4)):
        if count > MAX_SHAPES:
            break
        if shape.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif shape.type == raw.FPDF_PAGEOBJ_PATH:
            x0, y0, x1, y1 = shape.get_bounds()
            if len(rules) < MAX_RULES and y1 - y0 <= max(1.6, THIN * height) and x1 - x0 >= 2:
                rules.append(Rule(x0 - left, x1 - left, (y0 + y1) / 2 - bottom))
    return rules, pictures
