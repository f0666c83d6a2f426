"""Takes a slide apart into the questions it asks: stem, options, and what follows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeGuard

from quizzes.drafting.marks import NO_MARKS, Marks, read_marks
from quizzes.drafting.offers import read_offers
from quizzes.drafting.pieces import Piece, read_pieces, write_pieces
from quizzes.drafting.truth import asks_for_truth, is_verdict, opens_with_verdict
from quizzes.drafting.wording import (
    ASKING,
    ASKING_TITLE,
    LABEL_END,
    QUIZ_TITLE,
    SURE_TITLE,
    has_gap,
    is_answer_title,
    is_called_question,
    is_decoy_title,
    plain,
    read_answer_line,
)
from quizzes.slides import PAUSE, Block, Bullets, Enumeration, Slide

MAX_OPTIONS = 8
MAX_STATEMENTS = 12


@dataclass(frozen=True)
class Asked:
    """One question as its slide puts it; `after` is what follows on the same slide, be it the answer.

    `listed` are bullets or statements at the end of an open question, which may turn out to be what it offers, and
    `lead` is its stem without them. `part` counts the questions of one slide, `closing` is what ends that slide.
    """

    slide: Slide
    stem: str
    options: tuple[str, ...]
    labels: tuple[str, ...]
    after: tuple[Piece, ...]
    sure: bool  # the slide calls itself a quiz, so that it asks even where no answer is found
    part: int = 0
    parts: int = 1
    closing: tuple[Piece, ...] = ()
    marks: Marks = NO_MARKS
    listed: tuple[str, ...] = ()
    lead: str = ""
    revealed: bool = False  # `after` was shown later, and is not said to be the answer

    @property
    def asks(self) -> bool:
        """Whether the stem itself asks."""
        return "?" in self.stem or has_gap(self.stem) or ASKING.search(self.stem) is not None or self.asks_for_truth

    @property
    def asks_for_truth(self) -> bool:
        return asks_for_truth(self.slide.title, self.lead or self.stem)


def read_questions(slide: Slide) -> list[Asked]:
    """What a slide may be asking; empty for answer frames, contents, takeaways and slides that merely tell."""
    if is_answer_title(slide.title) or is_decoy_title(slide.title):
        return []
    titled = QUIZ_TITLE.search(slide.title) is not None
    with_pauses = read_pieces(read_offers(slide.blocks, quiz=titled))
    pieces = _without_pauses(with_pauses)
    quiz_box = any(piece.in_quiz_box for piece in pieces)
    quiz = quiz_box or titled or _calls_list(pieces)
    lists = [(index, piece.block) for index, piece in enumerate(pieces) if _is_options(piece.block, quiz=quiz)]
    if lists and asks_for_truth(slide.title, write_pieces(pieces[: lists[0][0]])) and not _offers_verdicts(lists[0][1]):
        lists = []  # statements, each of which is to be called true or false
    if not lists:
        if not quiz and not ASKING_TITLE.search(slide.title.rstrip("? ")):
            return []
        return _read_called(slide, pieces) or [_read_open(slide, with_pauses, quiz_box=quiz_box)]
    sure = quiz_box or SURE_TITLE.search(slide.title) is not None
    asked: list[Asked] = []
    start = 0
    for part, (index, options) in enumerate(lists):
        last = part + 1 == len(lists)
        end = len(pieces) if last else _stem_start(pieces, index + 1, lists[part + 1][0])
        one = _read_choice(slide, pieces[start:index], options, pieces[index + 1 : end])
        closing = tuple(pieces[lists[-1][0] + 1 :])
        asked.append(replace(one, sure=sure, part=part, parts=len(lists), closing=closing))
        start = end
    return asked


def _read_choice(slide: Slide, before: Sequence[Piece], options: Enumeration, after: Sequence[Piece]) -> Asked:
    """A question with these options; where nothing stands before them it may be asked below."""
    stem = write_pieces(before)
    if not stem and after and plain(after[0].text).endswith("?"):
        stem, after = after[0].text, after[1:]
    marks = read_marks([item.text for item in options.items])
    labels = tuple(item.label for item in options.items)
    return Asked(slide, stem or slide.title, marks.options, labels, tuple(after), sure=False, marks=marks)


def _calls_list(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph that calls itself a question is followed at once by a list of what it offers."""
    return any(is_called_question(one.text) and isinstance(other.block, Enumeration) for one, other in pairwise(pieces))


def _without_pauses(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.block != PAUSE]


def label_of(slide: Slide) -> str:
    """The question's label as printed: the slide's title."""
    return LABEL_END.sub("", slide.title).strip()


def _is_options(block: Block, *, quiz: bool) -> TypeGuard[Enumeration]:
    """Whether a list offers answers: lettered, or numbered on a quiz frame; a list of questions offers none."""
    if not isinstance(block, Enumeration) or not 2 <= len(block.items) <= MAX_OPTIONS:
        return False
    if any(plain(item.text).endswith("?") for item in block.items) or all("?" in item.text for item in block.items):
        return False
    first = block.items[0].label
    return first in ("A", "a") or (first in ("1", "i") and quiz)


def _offers_verdicts(options: Enumeration) -> bool:
    return any(is_verdict(item.text) for item in options.items)


def _stem_start(pieces: Sequence[Piece], start: int, stop: int) -> int:
    """Where, between two lists of options, the second one's stem begins."""
    asking = (index for index in range(start, stop) if plain(pieces[index].text).endswith("?"))
    return next(asking, max(start, stop - 1))


def _read_open(slide: Slide, pieces: Sequence[Piece], *, quiz_box: bool) -> Asked:
    """A question without options: all that stands before the answer, if that is on the same slide."""
    answer = next(
        (index for index, piece in enumerate(pieces) if piece.text and _answers(slide, pieces, index)), len(pieces)
    )
    revealed = False
    if answer == len(pieces) and (quiz_box or QUIZ_TITLE.search(slide.title)):
        answer = next((index for index, piece in enumerate(pieces) if piece.block == PAUSE), answer)
        revealed = answer < len(pieces)
    asking = _without_pauses(pieces[:answer])
    if quiz_box and not (QUIZ_TITLE.search(slide.title) or ASKING_TITLE.search(slide.title)):
        asking = [piece for piece in asking if piece.in_quiz_box]  # the slide tells something else, its box asks
    stem = write_pieces(asking) or slide.title
    listed, lead = _read_listed(asking)
    asks = "?" in stem or ASKING.search(stem) is not None
    sure = SURE_TITLE.search(slide.title) is not None or (quiz_box and asks)
    lead_text = write_pieces(lead) or slide.title
    after = tuple(_without_pauses(pieces[answer:]))
    return Asked(slide, stem, (), (), after, sure, listed=listed, lead=lead_text, revealed=revealed)


def _answers(slide: Slide, pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece is the answer to those above: it says so, or is the verdict on a statement."""
    text = pieces[index].text
    if read_answer_line(text) is not None:
        return True
    above = write_pieces(pieces[:index])
    return bool(above) and opens_with_verdict(text) and asks_for_truth(slide.title, above)


def _read_called(slide: Slide, pieces: Sequence[Piece]) -> list[Asked]:
    """Questions that call themselves so ("Q: ..."), each with its answer behind it; empty where one has none."""
    starts = [place for place, piece in enumerate(pieces) if is_called_question(piece.text)]
    asked: list[Asked] = []
    for part, (start, end) in enumerate(pairwise([*starts, len(pieces)])):
        answers = (place for place in range(start + 1, end) if read_answer_line(pieces[place].text) is not None)
        answer = next(answers, None)
        if answer is None:
            return []
        stem = write_pieces(pieces[start:answer])
        after = tuple(pieces[answer:end])
        asked.append(Asked(slide, stem, (), (), after, sure=False, part=part, parts=len(starts), lead=stem))
    return asked


def _read_listed(asking: Sequence[Piece]) -> tuple[tuple[str, ...], Sequence[Piece]]:
    """The list with which a question ends, and what stands before it."""
    last = asking[-1].block if asking else None
    if isinstance(last, Enumeration) and len(last.items) <= MAX_STATEMENTS:
        return tuple(item.text for item in last.items), asking[:-1]
    start = len(asking)
    while start and isinstance(last, Bullets) and isinstance(block := asking[start - 1].block, Bullets):
        if block.items[0].level != last.items[0].level:
            break
        start -= 1
    texts = tuple(piece.text for piece in asking[start:])
    return (texts, asking[:start]) if 2 <= len(texts) <= MAX_STATEMENTS else ((), asking)
