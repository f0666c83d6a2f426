r"""The words of GIFT: escapes, and the marks [html], [markdown], [plain], [moodle] before a text."""

import re

from quizzes.formats import markup
from quizzes.formats.contract import Report

BLANK = "_____"  # what stands where the answer belongs, as in Moodle
# Escaped signs are held as private-use ones, so that the rest can be split at the signs that are not escaped.
SIGNS = "~=#{}:\\"
HELD = {sign: chr(0xE100 + place) for place, sign in enumerate(SIGNS)} | {"n": "\ue10f"}
FREED = str.maketrans({held: "\n" if sign == "n" else sign for sign, held in HELD.items()})
ESCAPE = re.compile(r"\\(n(?!abla|eq|ot\b|u\b|e\b|eg\b|i\b|mid\b|onumber\b)|[~=#{}:\\])")
MARKED = re.compile(r"\[(html|moodle|plain|markdown)\]")


def hold_escapes(text: str) -> str:
    clean = re.sub("[\ue100-\ue10f]", "", text)
    return ESCAPE.sub(lambda match: HELD[match[1]], clean)


def read_words(text: str) -> str:
    """Held signs as they were meant, on one line where they were not said to be on several."""
    joined = re.sub(r"[ \t]*\n\s*", " ", text)
    return joined.translate(FREED).strip()


def read_text(text: str, *, report: Report, markup_name: str = "") -> tuple[str, str]:
    """Markdown, and the name of the mark-up it was in: what its own mark says, otherwise `markup_name`."""
    marked = MARKED.match(text.strip())
    name = marked[1] if marked else markup_name
    words = read_words(text.strip()[marked.end() :] if marked else text)
    if name == "html" or (name in {"", "moodle"} and markup.has_tags(words)):
        if "<img" in words or "@@PLUGINFILE@@" in words:
            report.note("pictures are not part of a GIFT file; their places are empty.")
        return markup.to_markdown(words), name
    return words, name


def escape(text: str) -> str:
    """The text with every sign that GIFT would take for its own escaped."""
    plain = re.sub(r"([~=#{}:\\])", r"\\\1", text.strip().replace("\r\n", "\n"))
    return plain.replace("\n", r"\n")
