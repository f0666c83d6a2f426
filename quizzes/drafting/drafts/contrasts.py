"""Key points with a word taken out that has an opposite: bias or variance, vanishing or exploding."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.matching_terms import SUMMARY
from quizzes.drafting.drafts.reading import TELLING_BOXES, Lecture, list_sentences, plain, strip_end, walk
from quizzes.slides import Bullets, Slide

RANK = 6
FEWEST, MOST = 2, 5  # blanks; a single one between two words would be half guessed
FEWEST_WORDS, MOST_WORDS = 3, 30
# Words of which a sentence is true with one only. A word counts where no other of its family stands beside it.
FAMILIES = (
    ("vanishing", "exploding"),
    ("vanish", "explode"),
    ("underfitting", "overfitting"),
    ("underfit", "overfit"),
    ("bias", "variance"),
    ("increases", "decreases"),
    ("increase", "decrease"),
    ("higher", "lower"),
    ("high", "low"),
    ("maximize", "minimize"),
    ("maximizes", "minimizes"),
    ("convex", "non-convex"),
    ("supervised", "unsupervised"),
    ("encoder", "decoder"),
    ("precision", "recall"),
    ("generative", "discriminative"),
    ("parametric", "non-parametric"),
    ("independent", "dependent"),
    ("short-term", "long-term"),
    ("sigmoid", "tanh", "ReLU", "softmax"),
)
WORDS = {word: family for family in FAMILIES for word in family}
ANY_WORD = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)
# What ties the word to something, without which nobody could tell it: "High TPR = catches most", "if the norm is > 1".
TIE = re.compile(r"\s(?:=|→|if|when|because|as|than|means?)\s|[^\s]:\s", re.IGNORECASE)
LEANING = re.compile(r"(?:same|e\.g|i\.e|see|note|here|this|that|these|those|it|they|we|you|but|so)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Gap:
    """A sentence with a word that can be taken out, from `start` to `end`."""

    sentence: str
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.sentence[self.start : self.end]


def make(lecture: Lecture) -> Iterator[Draft]:
    for slide in lecture.slides:
        if SUMMARY.search(slide.title):
            continue
        gaps = [gap for sentence in _list_points(slide) if (gap := find_gap(sentence))]
        families = {WORDS[gap.word.lower()] for gap in gaps if gap.word.lower() in WORDS}
        if len(gaps) >= FEWEST and families:
            yield _draft(slide, gaps[:MOST])


def find_gap(sentence: str) -> Gap | None:
    """Where exactly one word has an opposite, outside of mathematics, and its opposite is not said too."""
    text = strip_end(plain(sentence))
    hidden = re.sub(r"\$[^$]*\$|`[^`]*`", lambda match: "\0" * len(match[0]), text)
    found = list(ANY_WORD.finditer(hidden))
    if len(found) != 1 or not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS:
        return None
    if LEANING.match(text) or "[[" in text or text.endswith(("?", ":")) or re.search(r"\b(?:not|no|never|n't)\b", text):
        return None
    start, end = found[0].span()
    sides = [side.strip(" .") for side in TIE.split(text[:start] + text[end:])]
    return Gap(text, start, end) if len(sides) > 1 and all(sides) else None


def _list_points(slide: Slide) -> Iterator[str]:
    """What boxes say, and lists outside of boxes."""
    yield from list_sentences(slide)
    for block, box in walk(slide.blocks):
        if isinstance(block, Bullets) and (box is None or box.kind not in {*TELLING_BOXES, "example", "quiz"}):
            yield from (bullet.text for bullet in block.items)


def _draft(slide: Slide, gaps: Sequence[Gap]) -> Draft:
    lines, blanks = [], {}
    for number, gap in enumerate(gaps, 1):
        family = next(family for word, family in WORDS.items() if word.lower() == gap.word.lower())
        right = next(place for place, word in enumerate(family) if word.lower() == gap.word.lower())
        blanks[str(number)] = {"kind": "single_choice", "options": list(family), "correct": [right]}
        lines.append(f"{gap.sentence[: gap.start]}[[{number}]]{gap.sentence[gap.end :]}.")
    return Draft(
        kind="cloze",
        label=f"Gaps: {plain(slide.title)}"[:200],
        stem=f"{plain(slide.title)}: which words belong in the gaps?",
        spec={"text": "\n\n".join(lines), "blanks": blanks},
        explanation="\n".join(f"- {gap.sentence}" for gap in gaps),
        slides=(slide.number,),
        made=f"Made from points on slide {slide.number} that are true with one word and not with its opposite. "
        "Check that each can be told without the slide.",
    )
