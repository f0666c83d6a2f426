"""Repairs characters that come out of PDF fonts wrong: ligatures, private-use glyphs, invisible marks."""

import re

# Fira Math and its kin put these at private code points in the fonts that Beamer's metropolis theme embeds.
PRIVATE_USE = {0xEE4E: "(", 0xEE4F: ")", 0xEE47: ":"}
SYMBOL_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0A8, 0xF06E, 0xF06C), "•")
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
SPACES = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000), " ")
INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F))
LINE_ENDS = {0x0085: "\n", 0x2028: "\n", 0x2029: "\n", 0x000B: "\n"}
REPAIRS = PRIVATE_USE | SYMBOL_BULLETS | LIGATURES | SPACES | INVISIBLE | LINE_ENDS

UNPRINTABLE = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufffe\uffff]")


def repair(text: str) -> str:
    """Text with the characters its author meant; superscripts such as ² stay as they are."""
    return UNPRINTABLE.sub("", text.translate(REPAIRS))
