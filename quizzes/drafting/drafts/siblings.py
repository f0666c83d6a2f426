"""Statements about one thing against those about its sibling: LSTM and GRU, or two columns of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.reading import Lecture, content_words, plain, strip_end, walk
from quizzes.slides import Box, Bullets, Slide, Table

RANK = 4
FEWEST, MOST = 2, 4
# Things of one rank: what holds for one need not hold for the other, and neither is a kind of the other.
SIBLINGS = (
    ("LSTM", "GRU"),
    ("ridge", "lasso"),
    ("bagging", "boosting"),
    ("encoder", "decoder"),
    ("precision", "recall"),
    ("generative", "discriminative"),
    ("supervised", "unsupervised"),
    ("parametric", "non-parametric"),
    ("hard margin", "soft margin"),
    ("forward mode", "reverse mode"),
    ("batch norm", "layer norm"),
    ("CNN", "RNN"),
    ("RNN", "transformer"),
    ("bias", "variance"),
    ("underfitting", "overfitting"),
    ("MLE", "MAP"),
    ("SGD", "Adam"),
)
SIMPLE = re.compile(r"(?:yes|no|✓|✗|–|-|low|high|[\d\s.,%$]+|.{0,3})", re.IGNORECASE)
LEANING = re.compile(
    r"(?:it|they|this|these|that|same|also|but|and|so|such|often|good|here|see|note|e\.g)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """A thing and what the lecture says of it, with the slide."""

    name: str
    statements: tuple[str, ...]
    slide: Slide


def make(lecture: Lecture) -> Iterator[Draft]:
    for one, other in SIBLINGS:
        first, second = _find_said(lecture, one, other), _find_said(lecture, other, one)
        if first and second:
            yield from _compare(first, second)
    for slide in lecture.slides:
        boxes = [said for block in slide.blocks if (said := _read_box(block, slide))]
        for pair in combinations(boxes, 2):
            yield from _compare(*pair)
        for block, box in walk(slide.blocks):
            if isinstance(block, Table) and (box is None or box.kind != "example"):
                yield from _read_table(block, slide)


def _find_said(lecture: Lecture, name: str, other: str) -> Said | None:
    """The first slide whose title names the one and not the other, with what its points say."""
    for slide in lecture.slides:
        title = slide.title.casefold()
        if re.search(rf"\b{re.escape(name.casefold())}s?\b", title) and other.casefold() not in title:
            bullets = [
                bullet.text
                for block, box in walk(slide.blocks)
                if isinstance(block, Bullets)
                for bullet in block.items
                if box is None or box.kind != "example"
            ]
            if statements := _choose(bullets, (name, other)):
                return Said(name if name.isupper() else name.capitalize(), statements, slide)
    return None


def _read_box(block: object, slide: Slide) -> Said | None:
    """A box whose title names a thing, such as "Precision", and lists what holds for it."""
    if (
        not isinstance(block, Box)
        or block.kind in {"example", "quiz"}
        or not re.fullmatch(r"[A-Z][\w -]{2,24}", block.title)
    ):
        return None
    bullets = [bullet.text for inner in block.blocks if isinstance(inner, Bullets) for bullet in inner.items]
    statements = _choose(bullets, (block.title,))
    contrast = re.search(r"\bvs\b|versus|compar|\bor\b|against", slide.title, re.IGNORECASE)
    return Said(block.title, statements, slide) if statements and contrast else None


def _choose(texts: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Statements that stand alone and do not tell by name which thing they are about."""
    chosen = []
    for text in texts:
        line = strip_end(plain(text))
        if len(line.split()) < 3 or len(line) > 160 or line.endswith((":", "?")) or LEANING.match(line):
            continue
        if any(
            re.search(rf"\b{re.escape(stem)}", line, re.IGNORECASE) for name in names for stem in (name.rstrip("s"),)
        ):
            continue
        chosen.append(line)
    return tuple(dict.fromkeys(chosen))


def _compare(one: Said, other: Said) -> Iterator[Draft]:
    right, wrong = one.statements[:MOST], other.statements[:MOST]
    clear = [
        each for each in wrong if all(len(content_words(each) & content_words(mine)) < 2 for mine in one.statements)
    ]
    if len(right) < FEWEST or len(clear) < FEWEST:
        return
    options = sorted([*right, *clear])
    slides = tuple(dict.fromkeys((one.slide.number, other.slide.number)))
    yield Draft(
        kind="multiple_choice",
        label=f"{one.name} or {other.name}"[:200],
        stem=f"Select everything that the lecture says about {one.name}, and not about {other.name}.",
        spec={"options": options, "correct": [place for place, option in enumerate(options) if option in right]},
        explanation=f"The others are said about {other.name} (slide {other.slide.number}).",
        slides=slides,
        made=f"Made from the points about {one.name} on slide {one.slide.number} and those about {other.name} on slide "
        f"{other.slide.number}. Check that no point about {other.name} holds for {one.name} too.",
    )


def _read_table(table: Table, slide: Slide) -> Iterator[Draft]:
    """True or false out of a table that compares two things property by property, every second value exchanged."""
    head, *rows = table.rows
    if len(head) != 3 or not all(head[1:]) or any(re.search(r"\d", name) for name in head[1:]):
        return
    contrast = re.search(r"\bvs\b|versus|compar|against|differ", slide.title, re.IGNORECASE)
    usable = [
        row
        for row in rows
        if len(row) == 3 and row[0] and not any(SIMPLE.fullmatch(plain(cell)) for cell in row[1:]) and row[1] != row[2]
    ]
    if len(usable) < 3 or not contrast:
        return
    statements = []
    for place, row in enumerate(usable[:6]):
        column, is_true = 1 + place // 2 % 2, place % 2 == 0
        value = row[column] if is_true else row[3 - column]
        statement = {"text": f"{plain(head[column])}, {plain(row[0])}: {plain(value)}", "correct": is_true}
        told = {} if is_true else {"feedback": f"That is {plain(head[3 - column])}."}
        statements.append({**statement, **told})
    yield Draft(
        kind="true_false",
        label=f"Compare: {plain(slide.title)}"[:200],
        stem=f"{plain(slide.title)}: which of these are true?",
        spec={"statements": statements},
        explanation=f"The table on slide {slide.number} compares {plain(head[1])} and {plain(head[2])}.",
        slides=(slide.number,),
        made=f"Made from the table on slide {slide.number}: every second line has the value of the other column.",
    )
