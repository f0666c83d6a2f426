"""Finds a question's answer: behind it, on the slides that follow, or among the solutions at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.drafting.asking import Asked
from quizzes.drafting.pieces import Piece, read_pieces
from quizzes.drafting.solutions import Solutions, read_closing
from quizzes.drafting.truth import opens_with_verdict
from quizzes.drafting.wording import QUIZ_TITLE, is_answer_title, normalised, plain, read_answer_line
from quizzes.slides import Enumeration, Slide

MAX_ANSWER_SLIDES = 4
MIN_SAID = 30  # letters of what is not taken for the beginning of another sentence by chance
LETTERED_TITLE = re.compile(r"\(?([A-Ha-h])(?:[).]|\s*[!.]?\s*$)")


@dataclass(frozen=True)
class Answer:
    """What was said in answer: the words, where they stood, and what else was said with them."""

    text: str
    evidence: str
    rest: tuple[Piece, ...]
    slides: tuple[int, ...]
    stated: bool = True  # said after "Answer:" or on an answer frame's own line, not guessed from the layout
    also: tuple[Piece, ...] = field(default=())


def find_answer(asked: Asked, following: Sequence[Slide], solutions: Solutions) -> Answer | None:
    """The answer of a question, given the slides right after it and the deck's solutions; None where there is none."""
    number = asked.slide.number
    if asked.parts > 1 and (closing := read_closing(asked.closing, asked.part)):
        return Answer(*closing, (), (number,))
    same = _read_stated(asked.after, asked, slide=number) or _read_lettered(asked) or _read_verdict(asked)
    if same is None and (line := solutions.line_of_list(following, place=asked.part, count=asked.parts)):
        return Answer(line.text, line.line, (), (line.slide.number,))
    nearby = _answer_slides(asked, following, solutions)
    if same is not None:
        return _with_more(same, asked, nearby) if nearby and is_answer_title(nearby[0].title) else same
    if same is None and following and (told := _read_title(asked, following[0])):
        return told
    for slide in nearby:
        pieces = _new_pieces(slide, asked)
        answer = _read_stated(pieces, asked, slide=slide.number) or _read_unmarked(pieces, slide, asked)
        if answer is not None:
            return _with_more(answer, asked, [other for other in nearby if other is not slide])
    line = solutions.line_for(asked.slide)
    return Answer(line.text, line.line, (), (line.slide.number,)) if line else None


def _answer_slides(asked: Asked, following: Sequence[Slide], solutions: Solutions) -> list[Slide]:
    """The slides right after a question that answer it; for a numbered one also an answer frame further on."""
    near: list[Slide] = []
    for slide in following[:MAX_ANSWER_SLIDES]:
        asks_itself = QUIZ_TITLE.search(slide.title) is not None and slide.title != asked.slide.title
        if (slide.number in solutions.lists and not asked.listed) or (asks_itself and not is_answer_title(slide.title)):
            break
        if not is_answer_title(slide.title) and (near or not _answers_untitled(slide, asked)):
            break
        near.append(slide)
    if near:
        return near
    further = solutions.frame_for(asked.slide)
    return [further] if further else []


def _answers_untitled(slide: Slide, asked: Asked) -> bool:
    """Whether a slide whose title promises nothing answers nevertheless: at once, or as a copy of the question's."""
    pieces = read_pieces(slide.blocks)
    marks = [index for index, piece in enumerate(pieces) if read_answer_line(piece.text) is not None]
    if not marks:
        return False
    copied = slide.title == asked.slide.title and asked.stem in slide.text
    told = any(isinstance(piece.block, Enumeration) for piece in pieces[: marks[0]])
    return copied or (marks[0] <= 1 and not told)


def _new_pieces(slide: Slide, asked: Asked) -> list[Piece]:
    """What an answer slide says that the question's slide did not."""
    known = {line for line in map(normalised, asked.slide.text.splitlines()) if line}
    options = {normalised(f"{label}) {text}") for label, text in zip(asked.labels, asked.options, strict=True)}
    options |= {normalised(option) for option in asked.options}
    pieces = read_pieces(slide.blocks, split_lists=True)
    repeats_options = sum(normalised(piece.text) in options for piece in pieces) >= 2
    dropped = known if repeats_options else known - options
    return [piece for piece in pieces if not piece.text or piece.heads_box or not _is_said(piece.text, dropped)]


def _is_said(text: str, known: set[str]) -> bool:
    """Whether a text is among those known, or is how one of them begins."""
    words = normalised(text)
    return words in known or (len(words) > MIN_SAID and any(line.startswith(words) for line in known))


def _read_stated(pieces: Sequence[Piece], asked: Asked, *, slide: int) -> Answer | None:
    """The answer after its mark ("Answer: ..."); of several, the one for this part of the slide."""
    part = asked.part
    marks = [index for index, piece in enumerate(pieces) if read_answer_line(piece.text) is not None]
    if not marks:
        return None
    place = part if part < len(marks) else 0
    index = marks[place]
    end = marks[place + 1] if asked.options and place + 1 < len(marks) else len(pieces)
    text = read_answer_line(pieces[index].text) or ""
    evidence = pieces[index].text
    if not text and index + 1 < end:  # the mark stands on a line of its own
        index += 1
        text = pieces[index].text
        evidence = f"{evidence} {text}".strip()
    return Answer(text, evidence, tuple(pieces[index + 1 : end]), (slide,), also=tuple(pieces[: marks[place]]))


def _read_lettered(asked: Asked) -> Answer | None:
    """What follows the options at once with one of their letters: "(b) because ..." answers."""
    first = asked.after[0].text if asked.options and asked.after else ""
    found = re.match(r"\(?([A-Ha-h])(?:[).](?:\s|$)|$)", plain(first))
    if found is None or found[1].upper() not in {label.upper() for label in asked.labels}:
        return None
    return Answer(first, first, asked.after[1:], (asked.slide.number,))


def _read_verdict(asked: Asked) -> Answer | None:
    """The verdict on a statement that follows it without being called an answer."""
    if not asked.after or not asked.asks_for_truth or not opens_with_verdict(asked.after[0].text):
        return None
    return Answer(asked.after[0].text, asked.after[0].text, asked.after[1:], (asked.slide.number,))


def _read_title(asked: Asked, slide: Slide) -> Answer | None:
    """The answer that the next slide's title gives: "True!", "Answer: B", "(b) Two"."""
    said = read_answer_line(slide.title) or slide.title
    verdict = asked.asks_for_truth and opens_with_verdict(said)
    letter = asked.options and LETTERED_TITLE.match(said)
    if not verdict and not (letter and letter[1].upper() in {label.upper() for label in asked.labels}):
        return None
    return Answer(said, slide.title, tuple(_new_pieces(slide, asked)), (slide.number,))


def _read_unmarked(pieces: Sequence[Piece], slide: Slide, asked: Asked) -> Answer | None:
    """The answer on an answer frame that does not mark it: a lettered line, an option's very words, or all of it."""
    if not is_answer_title(slide.title):
        return None
    options = [normalised(option) for option in asked.options]
    labelled = {normalised(f"{label}) {text}") for label, text in zip(asked.labels, asked.options, strict=True)}
    for index, piece in enumerate(pieces):
        words = normalised(piece.text)
        lettered = re.match(r"\(?[A-Ha-h](?:[).](?:\s|$)|$)", piece.text.replace("**", "")) is not None
        if words and asked.options and (lettered or words in options or words in labelled):
            rest = tuple(pieces[index + 1 :])
            return Answer(piece.text, piece.text, rest, (slide.number,), also=tuple(pieces[:index]))
    texts = [piece for piece in pieces if piece.text and not piece.heads_box]
    evidence = texts[0].text if texts else slide.title
    return Answer("", evidence, tuple(pieces), (slide.number,), stated=False)


def read_copies(asked: Asked, copies: Sequence[Slide]) -> Answer | None:
    """The answer that a question's frame shows later, or later copies of it do, by showing more than they asked."""
    pieces = list(asked.after) if asked.revealed else []
    said = {normalised(piece.text) for piece in pieces}
    for slide in copies:
        for piece in _new_pieces(slide, asked):
            if not piece.text or normalised(piece.text) not in said:
                pieces.append(piece)
                said.add(normalised(piece.text))
    texts = [piece.text for piece in pieces if piece.text and not piece.heads_box]
    if not texts:
        return None
    numbers = (*([asked.slide.number] if asked.revealed else ()), *(slide.number for slide in copies))
    return Answer("", texts[0], tuple(pieces), numbers, stated=False)


def _with_more(answer: Answer, asked: Asked, slides: Sequence[Slide]) -> Answer:
    """The answer with what further answer frames add to it."""
    said = {normalised(piece.text) for piece in answer.rest} | {normalised(answer.evidence)}
    more: list[Piece] = []
    numbers: list[int] = list(answer.slides)
    for slide in slides:
        new = [piece for piece in _new_pieces(slide, asked) if normalised(piece.text) not in said or not piece.text]
        more += [piece for piece in new if read_answer_line(piece.text) is None]
        numbers.append(slide.number)
    return Answer(answer.text, answer.evidence, (*answer.rest, *more), tuple(numbers), answer.stated, answer.also)
