"""What drafts are made from: the slides that teach, and the places on them where the lecturer says what matters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizzes.drafting.question import FoundQuestion
from quizzes.slides import Block, Box, Bullets, Deck, Paragraph, Slide

# Slides about the course and not about its subject, and slides that ask, answer, or only sum up.
IDLE_TITLE = re.compile(
    r"\b(?:table of contents|contents|outline|agenda|road ?map|logistics|references?|bibliography|reading|resources|"
    r"(?:learning )?(?:outcomes|objectives|goals)|homework|announcements?|acknowledg\w+|credits|thank you|thanks|"
    r"about (?:me|this course)|grading|syllabus|instructors?|prerequisites?|next (?:time|lecture|class|week)|"
    r"questions?|quiz|checkpoint|exercise|problem|solution|answers?|discussion|notation|what'?s next|coming up|"
    r"today|recap|last (?:time|lecture)|case study|demo|code|notebook)\b",
    re.IGNORECASE,
)
TELLING_BOXES = {"definition", "theorem", "key_points", "important"}
TERM = re.compile(r"\*\*(?P<term>[^*\n]{2,60}?)\s*:?\s*\*\*\s*(?P<mark>:|–|—|-|·|=|→)?\s*(?P<text>\S.*)", re.DOTALL)
PLAIN_TERM = re.compile(r"(?P<term>[A-Z][\w$\\^{}() /-]{1,40}?)\s*(?P<mark>:| [–—] )\s*(?P<text>\S.*)", re.DOTALL)
WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]+|\d+")


@dataclass(frozen=True)
class Described:
    """A term and what the lecture says of it."""

    term: str
    text: str


@dataclass(frozen=True)
class Lecture:
    deck: Deck
    slides: tuple[Slide, ...]  # those that teach

    @cached_property
    def words(self) -> str:
        """Everything on the slides that teach, in lower case."""
        return "\n".join(slide.text for slide in self.slides).casefold()

    def count(self, term: str) -> int:
        """How often a term is said, as words of their own."""
        return len(re.findall(rf"(?<!\w){re.escape(term.casefold())}(?!\w)", self.words))


def read_lecture(deck: Deck, found: Sequence[FoundQuestion]) -> Lecture:
    asking = {number for question in found for number in question.slides}
    return Lecture(
        deck,
        tuple(
            slide
            for slide in deck.slides
            if slide.number not in asking and slide.title and not IDLE_TITLE.search(slide.title)
        ),
    )


def walk(blocks: Sequence[Block], box: Box | None = None) -> Iterator[tuple[Block, Box | None]]:
    """Every block with the box around it, if there is one; boxes themselves are not given."""
    for block in blocks:
        if isinstance(block, Box):
            yield from walk(block.blocks, block)
        else:
            yield block, box


def read_described(text: str) -> Described | None:
    """A term and its description in a line such as "**Forget gate:** what to remove"."""
    match = TERM.fullmatch(text.strip()) or PLAIN_TERM.fullmatch(text.strip())
    if match is None or not (match["mark"] or re.match(r"\*\*[^*]*:\s*\*\*", text.strip())):
        return None
    term = match["term"].strip(" :")
    return Described(term, strip_end(match["text"])) if term.count("$") % 2 == 0 else None


def list_sentences(slide: Slide) -> Iterator[str]:
    """Sentences and points of the boxes that say what matters."""
    for block, box in walk(slide.blocks):
        if box is None or box.kind not in TELLING_BOXES:
            continue
        if isinstance(block, Paragraph):
            yield from re.split(r"(?<=[.!?])\s+(?=[A-Z$*])", block.text)
        elif isinstance(block, Bullets):
            yield from (bullet.text for bullet in block.items)


def content_words(text: str) -> set[str]:
    """The words that mean something, each cut to its stem, so that "gates" and "gate" are one."""
    words = (word.casefold() for word in WORD.findall(re.sub(r"\\[a-zA-Z]+", " ", text)))
    return {stem(word) for word in words if word not in SMALL_WORDS and len(word) > 2}


def stem(word: str) -> str:
    return re.sub(r"(?:ations?|ing|ings|ed|es|(?<!s)s|e|ly|al|ity)$", "", word) if len(word) > 4 else word.rstrip("s")


def strip_end(text: str) -> str:
    return text.strip().rstrip(".;,").strip()


def plain(text: str) -> str:
    """Without bold and italics, for labels."""
    return re.sub(r"\*+", "", text).strip()


# fmt: off
SMALL_WORDS = frozenset(
    {
        "the", "and", "for", "with", "from", "that", "this", "these", "those", "are", "was", "were", "has", "have",
        "had", "its", "into", "than", "then", "when", "what", "which", "who", "how", "can", "may", "not", "but",
        "all", "any", "each", "per", "one", "two", "more", "most", "less", "over", "under", "only", "also", "very",
        "such", "both", "between", "will", "would", "you", "your", "our", "their", "they", "them", "there", "here",
        "use", "used", "using", "does", "did", "done", "about", "out", "off", "via", "like", "just", "some",
        "many",
    }
)
# fmt: on
