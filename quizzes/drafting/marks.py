"""Options among which the right one is marked: ticked, boxed, called correct, or set apart by bold, colour, a star."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TICKS = "✓✔✅☑🗹●◉⦿"
CROSSES = "✗✘❌✕☐□◻⬜○◯🔺🔷🔶🟡🔵🟦🟥🟨🟩"  # the last ones are the shapes of a game, which say nothing
TICKED = rf"(?:[{TICKS}]|\$\\checkmark\$)\ufe0f?"
CROSSED = rf"(?:[{CROSSES}]|\$\\(?:square|Box|times|bigcirc)\$)\ufe0f?"
BRACKETED = re.compile(
    r"(?:\*\*)?(?:\[[(\[]?(?P<box>[ xX✓✔*]?)[)\]]?\]|\((?P<radio>[ xX✓✔*])\))(?:\*\*)?\s+(?P<text>\S.*)", re.DOTALL
)
BEFORE = re.compile(rf"\**(?:(?P<right>{TICKED})|(?P<wrong>{CROSSED}))\**\s*(?P<text>\S.*)", re.DOTALL)
BEHIND = re.compile(
    rf"(?P<text>.*\S)\s*\**[(\[]?(?:(?P<right>{TICKED})|(?P<wrong>{CROSSED}))[)\]]?(?P<end>\**)", re.DOTALL
)
ARROW = r"\**(?:←|⟵|⇐|⬅\ufe0f?|◀\ufe0f?|👈|<-+|<=+|\$\\(?:[Ll]ong)?[Ll]eftarrow\$)"
CALLED = re.compile(
    r"(?P<text>.*[^\s*_])\s*[*_]{0,2}(?:[(\[](?:this is )?(?:the )?(?:correct|right|richtig|juste|correcta|corretta)"
    rf"(?: answer| one| option)?[!.]?[)\]][*_]{{0,2}}|{ARROW}\s*(?:the )?(?:correct|right)?(?: answer| one)?[!.]?\**)",
    re.IGNORECASE | re.DOTALL,
)
STRUCK = re.compile(r"~~(?P<text>(?:(?!~~).)+)~~", re.DOTALL)
STARRED = re.compile(r"(?P<text>.*[^\s*\\])\s*(?:\\\*|(?<!\*)\*(?!\*))", re.DOTALL)
BOLD = re.compile(r"\*\*(?P<text>(?:(?!\*\*).)+)\*\*[.]?", re.DOTALL)
SET_APART = "The key was read from the one option that is set apart (bold, coloured or starred). Please check it."


@dataclass(frozen=True)
class Marks:
    """Options without their marks; which are marked right, the marked words, and whether the marks leave no doubt."""

    options: tuple[str, ...]
    right: tuple[int, ...] = ()
    evidence: str = ""
    doubts: tuple[str, ...] = ()
    boxed: bool = False  # each option has a box, so that the list can be nothing but options


NO_MARKS = Marks(())


def read_marks(options: Sequence[str]) -> Marks:
    """What marks say about options."""
    read = [_read_sign(option) for option in options]
    signs = [sign for _, sign in read]
    if any(sign == "right" for sign in signs) and (signs.count("right") < len(signs) or len(signs) == 1):
        right = tuple(place for place, sign in enumerate(signs) if sign == "right")
        shown = [text for text, _ in read]
        if sum(BOLD.fullmatch(text) is not None for text in shown) == len(right):  # ticked and set apart
            shown = [text.replace("**", "") if place in right else text for place, text in enumerate(shown)]
        return Marks(tuple(shown), right, _quote(options, right), boxed=all(signs))
    if all(sign == "wrong" for sign in signs):  # empty boxes
        return Marks(tuple(text for text, _ in read), boxed=True)
    struck = [STRUCK.fullmatch(option.strip()) for option in options]
    if 0 < len(options) - 1 == sum(match is not None for match in struck):  # all but one are crossed out
        texts = tuple(match["text"] if match else option for match, option in zip(struck, options, strict=True))
        right = (struck.index(None),)
        return Marks(texts, right, _quote(options, right))
    for pattern in (BOLD, STARRED):
        found = [pattern.fullmatch(option.strip()) for option in options]
        right = tuple(place for place, match in enumerate(found) if match)
        if len(right) == 1 < len(options):
            texts = tuple(
                match["text"].strip() if match else option for match, option in zip(found, options, strict=True)
            )
            return Marks(texts, right, _quote(options, right), (SET_APART,))
    return Marks(tuple(options))


def _quote(options: Sequence[str], places: Sequence[int]) -> str:
    return "; ".join(options[place] for place in places)


def _read_sign(option: str) -> tuple[str, str]:
    """An option without its sign, and whether that says right or wrong or nothing."""
    text = option.strip()
    if found := BRACKETED.fullmatch(text):
        sign = found["box"] if found["box"] is not None else found["radio"]
        return found["text"], "right" if sign.strip() else "wrong"
    if found := CALLED.fullmatch(text):
        return _balanced(found["text"]), "right"
    for pattern in (BEFORE, BEHIND):
        if found := pattern.fullmatch(text):
            return _balanced(found["text"]), "right" if found["right"] else "wrong"
    return option, ""


def _balanced(text: str) -> str:
    """Text whose emphasis the sign was part of, without what is left of it."""
    return text.replace("**", "").strip() if text.count("**") % 2 else text.strip()
