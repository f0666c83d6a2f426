"""Statements to be called true or false: one of them, or a list."""

import re
from collections.abc import Sequence

from quizzes.drafting.pieces import Piece
from quizzes.drafting.wording import plain
from quizzes.slides import Bullets, Enumeration

TRUE = r"true|wahr|richtig|vrai|verdadero|vero|verdadeiro|waar|yes"
FALSE = r"false|falsch|faux|falso|onwaar|no"
ASKED = re.compile(
    r"\btrue\s*(?:or|/|\\|vs\.?)\s*false\b|\bT\s*/\s*F\b|\b(?:wahr|richtig) oder falsch\b|\bvrai ou faux\b"
    r"|\bverdadero o falso\b|\bvero o falso\b|\bverdadeiro ou falso\b|\bwaar of onwaar\b",
    re.IGNORECASE,
)
BEGINNING = re.compile(
    rf"(?:\(?\w{{1,2}}[).:]\s*)?(?:(?:answer|antwort|réponse)\W+)?(?P<word>{TRUE}|{FALSE}|T|F)(?=\W|$)", re.IGNORECASE
)
BEHIND = re.compile(
    rf"(?P<text>.*\S)\s*(?:[\[(]\s*(?P<word>{TRUE}|{FALSE}|T|F)\s*[\])]|[-–—→:]+\s*(?P<told>{TRUE}|{FALSE}))[.!]?",
    re.IGNORECASE | re.DOTALL,
)
ENDING = re.compile(rf"(?P<text>.*[.!?])\s*\*\*(?P<word>{TRUE}|{FALSE}|T|F)[.!]?\*\*", re.IGNORECASE | re.DOTALL)
LIST = re.compile(rf"\b({TRUE}|{FALSE}|T|F)\b", re.IGNORECASE)
MAX_STATEMENTS = 12


def asks_for_truth(title: str, stem: str) -> bool:
    """Whether a slide's title or a stem asks what is true."""
    return ASKED.search(title) is not None or ASKED.search(stem) is not None


def is_verdict(text: str) -> bool:
    return re.fullmatch(rf"\W*(?:{TRUE}|{FALSE})\W*", text, re.IGNORECASE) is not None


def opens_with_verdict(text: str) -> bool:
    """Whether a text is a verdict, with or without its reason: "False, it has two."."""
    return re.match(rf"(?:{TRUE}|{FALSE})\s*(?:$|[.,:;!–—-])", plain(text), re.IGNORECASE) is not None


def split_verdict(statement: str) -> tuple[str, bool | None]:
    """A statement without the verdict behind it, and that verdict."""
    if ending := ENDING.fullmatch(statement.strip()):
        return ending["text"].strip(), _is_true(ending["word"])
    found = BEHIND.fullmatch(plain(statement))
    if found is None:
        return statement, None
    return found["text"].strip(), _is_true(found["word"] or found["told"])


def read_verdict(text: str) -> bool | None:
    """The verdict with which an answer begins."""
    found = BEGINNING.match(plain(text))
    return _is_true(found["word"]) if found else None


def read_verdicts(text: str, pieces: Sequence[Piece], count: int) -> tuple[list[bool], str]:
    """The verdicts on so many statements, and the words they were read from; empty where their number differs."""
    lines = [line for line in (text, *(piece.text for piece in pieces)) if line]
    told = [(line, verdict) for line in lines if (verdict := read_verdict(line)) is not None]
    if len(told) == count:
        return [verdict for _, verdict in told], " ".join(plain(line) for line, _ in told)
    split = [split_verdict(item) for piece in pieces for item in _list_items(piece)]
    if len(split) == count and all(verdict is not None for _, verdict in split):  # the statements once more
        return [bool(verdict) for _, verdict in split], "; ".join(
            plain(item) for piece in pieces for item in _list_items(piece)
        )
    listed = LIST.findall(plain(text))
    if len(listed) == count and len(plain(text)) < 12 * count:
        return [_is_true(word) for word in listed], plain(text)
    return [], ""


def _list_items(piece: Piece) -> Sequence[str]:
    if isinstance(piece.block, Enumeration | Bullets):
        return [item.text for item in piece.block.items]
    return []


def _is_true(word: str) -> bool:
    return word.casefold() == "t" or re.fullmatch(TRUE, word, re.IGNORECASE) is not None
