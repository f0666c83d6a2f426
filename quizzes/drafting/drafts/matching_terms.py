"""Terms to be matched to their descriptions, out of a list or a table on one slide."""

import re
from collections.abc import Iterator, Sequence

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.reading import Described, Lecture, content_words, plain, read_described, strip_end, walk
from quizzes.slides import Bullets, Paragraph, Slide, Table

RANK = 2
FEWEST, MOST = 3, 7
LONGEST_TERM, LONGEST_TEXT = 45, 160
VAGUE_TERM = re.compile(
    r"(?:input|output|note|example|answer|question|goal|idea|key idea|problem|solution|framework|step \d+|result|hint|"
    r"why|how|what|when|where|pros?|cons?|advantages?|disadvantages?|issue|challenge|intuition|recall|remark|tip|style|"
    r"textbook|"
    r"assessment|prerequisites?|\d+|today|next|fix|warning|caveat|insight|takeaway|q|a|instructor|where|given|case \d+|"
    r"before|after|reading|code|data|task|method|simpler|faster|better|lecture.*)",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"[^A-Za-z]*(?:AUC|true|false|yes|no|low|high|small|large|medium|fast|slow|accuracy|error|x|k|M|B|GB|MB|ms)?[^A-Za-z]*",
    re.IGNORECASE,
)
SUMMARY = re.compile(r"summary|take-?aways?|conclusion|key points|big picture|wrap", re.IGNORECASE)
NAMING_COLUMN = re.compile(
    r"name|term|model|method|symbol|function|activation|algorithm|layer|gate|type|architecture|loss", re.I
)


def make(lecture: Lecture) -> Iterator[Draft]:
    for slide in lecture.slides:
        if SUMMARY.search(slide.title):
            continue
        for pairs, made in _find_pairs(slide):
            usable = _choose(pairs)
            if len(usable) >= FEWEST:
                yield _draft(slide, usable[:MOST], made)


def _find_pairs(slide: Slide) -> Iterator[tuple[list[Described], str]]:
    for block, box in walk(slide.blocks):
        if box is not None and box.kind in {"example", "quiz"}:
            continue
        if isinstance(block, Bullets):
            read = [read_described(bullet.text) for bullet in block.items if bullet.level == 0]
            yield [each for each in read if each], "the terms and descriptions of a list"
        elif isinstance(block, Table) and (pairs := _read_table(block)):
            yield pairs, "the first two columns of a table"
    paragraphs = [block.text for block, box in walk(slide.blocks) if isinstance(block, Paragraph) and box is None]
    yield [each for each in map(read_described, paragraphs) if each], "the terms that begin the slide's paragraphs"


def _read_table(table: Table) -> list[Described]:
    head, *rows = table.rows
    if len(head) < 2 or not NAMING_COLUMN.search(head[0]):
        return []
    return [Described(plain(row[0]), strip_end(row[1])) for row in rows if len(row) == len(head) and row[0] and row[1]]


def _choose(pairs: Sequence[Described]) -> list[Described]:
    """Those of which one can tell which belongs to which, and (but for one in three) not by a word that both have."""
    chosen: list[Described] = []
    for each in pairs:
        if (
            VAGUE_TERM.fullmatch(each.term)
            or not re.search(r"[A-Za-z]{2}", each.term)
            or len(each.term) > LONGEST_TERM
            or len(each.text) > LONGEST_TEXT
        ):
            continue
        if NUMBERS.fullmatch(each.text) or "?" in each.text or len(each.text) < 4:
            continue
        if each.text not in {other.text for other in chosen} and each.term not in {other.term for other in chosen}:
            chosen.append(each)
    telling = [each for each in chosen if content_words(each.term) & content_words(each.text)]
    return chosen if len(telling) * 3 <= len(chosen) else [each for each in chosen if each not in telling]


def _draft(slide: Slide, pairs: Sequence[Described], made: str) -> Draft:
    listed = [[each.term, _capitalise(each.text)] for each in pairs]
    return Draft(
        kind="matching",
        label=f"Terms: {plain(slide.title)}"[:200],
        stem=f"{plain(slide.title)}: match each term to what the lecture says of it.",
        spec={"pairs": listed},
        explanation="\n".join(f"- **{term}**: {text}" for term, text in listed),
        slides=(slide.number,),
        made=f"Made from {made} on slide {slide.number}.",
    )


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
