"""The words and marks that tell what a line of extracted text is: box titles, bullets, option labels, headings."""

import re
from typing import NamedTuple

from quizzes.slides.deck import BoxKind

BOX_WORDS: dict[str, BoxKind] = {
    "definition": "definition",
    "definitions": "definition",
    "example": "example",
    "examples": "example",
    "important": "important",
    "warning": "important",
    "caution": "important",
    "alert": "important",
    "attention": "important",
    "remember": "important",
    "theorem": "theorem",
    "lemma": "theorem",
    "corollary": "theorem",
    "proposition": "theorem",
    "key point": "key_points",
    "key points": "key_points",
    "key idea": "key_points",
    "key ideas": "key_points",
    "key insight": "key_points",
    "notebook": "other",
    "note": "other",
    "remark": "other",
    "proof": "other",
    "intuition": "other",
    "algorithm": "other",
    "tip": "other",
    "recall": "other",
    "exercise": "other",
}
# Words that a slide may also say in passing ("Attention: ...", "Note that"): boxes only with a colon after them.
NEEDS_COLON = {"attention", "recall", "exercise", "remember", "algorithm", "tip", "alert", "examples", "definitions"}

BOX = re.compile(
    rf"(?P<word>{'|'.join(sorted(BOX_WORDS, key=len, reverse=True))})"
    r"(?: (?P<count>\d{1,3}(?:\.\d{1,3})*))?(?: ?\((?P<name>[^()]{1,100})\))?(?P<colon> ?[:.] ?(?P<title>.*)|)",
    re.IGNORECASE,
)
QUIZ_BOX = re.compile(
    r"(?:(?:pop|quick|mini)[ -]?(?:quiz|question|check)|answer (?:this|these|the following)"
    r"|think(?: again| about (?:this|it))?"
    r"|check your(?:self| understanding)|test your(?:self| understanding| knowledge)|concept check|quick check"
    r"|your turn|quiz|question|checkpoint|self[- ]?check|clicker question|guess before we continue|pause and think)"
    r" ?#? ?\d{0,3} ?[!?:.…]*",
    re.IGNORECASE,
)
QUIZ_NAME = r"(?:(?:pop|quick)[ -]?(?:quiz|question)|quiz|checkpoint|question|concept check)\b"
QUIZ_TITLE = re.compile(
    rf"(?:(?:answers?|solutions?)(?: to)?:? )?{QUIZ_NAME}(?: ?#? ?\d{{1,3}})?(?: ?[-–—:(] ?.*)?[!?]?"
    rf"|(?:{QUIZ_NAME} )?(?:answers?|solutions?)(?: ?\([^()]*\))?[:!]?",
    re.IGNORECASE,
)
OUTLINE_TITLE = re.compile(
    r"(?:table of contents|contents|outline|agenda|overview|roadmap|lecture (?:outline|plan|overview)"
    r"|today'?s? ?.{0,20}|plan|what we will cover|in this lecture)(?: \(.{1,20}\))?[.:!]?",
    re.IGNORECASE,
)
KNOWN_TITLE = re.compile(
    r"(?:thank(?:s| you)(?:!| for .{1,40}| very much)?|(?:any )?questions\??|q ?(?:&|and) ?a|the end|references"
    r"|bibliography|further reading|acknowledge?ments|appendix|backup(?: slides)?|summary|conclusions?|recap"
    r"|(?:key )?take-?aways?|learning (?:objectives|outcomes|goals)|announcements|logistics)[!.]?"
    r"|(?:part|section|chapter|lecture) (?:\d{1,2}|[IVX]{1,4})(?: ?[-–—:.] ?.{1,80})?",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? (?:\d{1,2},? )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"(?P<mark>[-*+•▶►▸‣⁃◦○●◯◉■□▪▫◆◇➤➢✦✓✔✗✘☐☑☒✅❌∙·–—»])(?P<gap>\s+)(?P<text>\S.*)")
GLUED_BULLET = re.compile(r"(?P<mark>[•▶►▸‣◦●■▪➤➢])(?P<gap>)(?P<text>\S.*)")
MAX_NUMBER = 40
LABEL = re.compile(r"(?P<open>\(?)(?P<label>[A-Ha-h]|\d{1,2}|[ivx]{1,4})(?P<close>[).])(?:\s+|$)(?P<text>.*)")


class BoxLabel(NamedTuple):
    """What the heading of a box says."""

    kind: BoxKind
    title: str
    generic: bool  # says nothing about its own slide, so that another slide's box may well be called the same


class LabelledText(NamedTuple):
    """A labelled item: its label, how it was written, and what follows it."""

    label: str
    style: str
    text: str


def read_bullet(text: str) -> re.Match[str] | None:
    """The parts (mark, gap, text) of a bulleted line."""
    return BULLET.fullmatch(text) or GLUED_BULLET.fullmatch(text)


def read_label(text: str) -> LabelledText | None:
    """The label of an item such as "B) text", "(b) text", "B. text" or "2. text"."""
    found = LABEL.fullmatch(text)
    if found is None or (found["open"] and found["close"] == "."):
        return None
    if not found["text"] and found["close"] == ".":
        return None
    label = found["label"]
    if label.isdecimal() and int(label) > MAX_NUMBER:  # "82. Which course ...": a sentence's last words
        return None
    return LabelledText(label, f"{found['open']}{label}{found['close']}", found["text"].strip())


def read_box_label(text: str) -> BoxLabel | None:
    """The kind and title of a box's heading, None where the text is not one."""
    plain = text.strip().strip("*").strip()
    if not plain or len(plain) > 120:
        return None
    if QUIZ_BOX.fullmatch(plain) and plain.casefold() != "question:":
        return BoxLabel("quiz", plain, True)
    found = BOX.fullmatch(plain)
    if found is None:
        return None
    word = found["word"].casefold()
    title = (found["title"] or "").strip() or (found["name"] or "").strip()
    if plain[0].islower() or (not found["colon"] and word in NEEDS_COLON):
        return None
    if title.endswith((".", ";")) and len(title.split()) > 3:  # "Note: this holds for all t." is a sentence
        return None
    return BoxLabel(BOX_WORDS[word], title, not title)


def is_quiz_title(text: str) -> bool:
    """Whether a title is one that quiz frames and their answer frames bear."""
    asks = text.rstrip().endswith("?") and len(text) > 40
    return not asks and len(text) <= 100 and QUIZ_TITLE.fullmatch(text.strip()) is not None


def is_outline_title(text: str) -> bool:
    """Whether a title announces a list of what is to come."""
    return len(text) <= 60 and OUTLINE_TITLE.fullmatch(text.strip()) is not None


def is_known_title(text: str) -> bool:
    """Whether a line is a title wherever it stands, as "References" and "Part II" are."""
    return is_outline_title(text) or (len(text) <= 100 and KNOWN_TITLE.fullmatch(text.strip()) is not None)


def looks_like_heading(text: str) -> bool:
    """Whether a line on its own could be a title: short, begins like one, and is no sentence and no date."""
    text = text.strip()
    if DATE.search(text):
        return False
    if not 2 <= len(text) <= 90 or text.endswith((".", ",", ";", ":")) or text.startswith(("**", "$$", "\\")):
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in "“\"'¿$") and any(map(str.isalpha, text))


def capitalised_share(text: str) -> float:
    """The share of a line's longer words that begin with a capital or contain one."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", text) if len(word) >= 4]
    return sum(word != word.lower() for word in words) / len(words) if words else 1.0
