"""Finds the questions that a deck already holds, each with its options, key, explanation and slides."""

import re
from collections.abc import Sequence

from quizzes.drafting.answering import Answer, find_answer, read_copies
from quizzes.drafting.asking import Asked, label_of, read_questions
from quizzes.drafting.keys import NO_KEY, Key, read_key
from quizzes.drafting.pieces import write_pieces
from quizzes.drafting.question import FoundQuestion, Kind
from quizzes.drafting.solutions import read_solutions
from quizzes.drafting.wording import QUIZ_TITLE, WONDERING_TITLE, is_answer_title, normalised, quiz_number
from quizzes.slides import Deck, Slide

MAX_COPIES = 12
NEARBY = 5  # slides after a question on which its answer is looked for without its number
EXPLAINING = re.compile(
    r"^\**(?:explanation|reason(?:ing)?|why|rationale|justification)\**\s*[:.–—]\**\s*", re.IGNORECASE
)
NO_ANSWER = "No answer was found for this question. Please write what a good answer says."
NO_STEM = "The words of the question were not found, only its options. Please write them."
GUESSED = "The answer was taken from the next slide without being marked as one. Please check it."


def find_questions(deck: Deck) -> tuple[FoundQuestion, ...]:
    """The questions of a deck in the order of its slides."""
    found: list[FoundQuestion] = []
    answering: set[int] = set()
    solutions = read_solutions(deck.slides)
    for index, slide in enumerate(deck.slides):
        if slide.number in answering:
            continue
        copies = _copies(deck.slides[index : index + MAX_COPIES])
        place = index + next((step for step, copy in enumerate(copies) if "?" in copy.text), 0)
        for asked in read_questions(deck.slides[place]):
            answer = find_answer(asked, deck.slides[place + 1 : place + 1 + NEARBY], solutions)
            answer = answer or read_copies(asked, copies[place - index + 1 :])
            if _is_question(asked, answer):
                question = _describe(asked, answer, copies)
                found.append(question)
                answering.update(number for number in question.slides if number != slide.number)
    return tuple(found)


def _copies(slides: Sequence[Slide]) -> list[Slide]:
    """A quiz frame and those right after it that its author copied from it to show more, or that go on with it."""
    first = slides[0]
    copies = [first]
    if QUIZ_TITLE.search(first.title) is None or is_answer_title(first.title):
        return copies
    for slide in slides[1:]:
        lines = slide.text.splitlines()
        alike = _begins_alike("".join(lines[1:2]), "".join(first.text.splitlines()[1:2]))
        if slide.title != first.title or not (alike or "?" not in slide.text):
            break
        if any(line.startswith(("A)", "a)", "**Answer")) for line in lines) and not alike:
            break
        copies.append(slide)
    return copies


def _begins_alike(one: str, other: str) -> bool:
    first, second = normalised(one), normalised(other)
    return (
        first == second
        or (len(first) > 12 and second.startswith(first))
        or (len(second) > 12 and first.startswith(second))
    )


def _is_question(asked: Asked, answer: Answer | None) -> bool:
    """A quiz frame asks; any other slide does only if it offers options or an answer is stated."""
    stated = answer is not None and answer.stated
    if asked.options:
        return stated or asked.sure or asked.asks
    if asked.stem == asked.slide.title and not asked.asks:
        return False
    if WONDERING_TITLE.search(asked.slide.title) and not asked.sure:
        return False
    quiz = QUIZ_TITLE.search(asked.slide.title) is not None
    return asked.sure or (quiz and asked.asks) or (answer is not None and asked.asks)


def _describe(asked: Asked, answer: Answer | None, copies: Sequence[Slide]) -> FoundQuestion:
    key = _read_key(asked, answer)
    explanation = ""
    if answer is not None:
        above = answer.also if _explains(answer, asked) else ()
        parts = (key.explanation, write_pieces(above), write_pieces(answer.rest))
        explanation = EXPLAINING.sub("", "\n\n".join(part for part in parts if part))
    number = quiz_number(asked.slide.title)
    answer_slides = answer.slides if answer else ()
    return FoundQuestion(
        kind=_kind(asked, key),
        label=label_of(asked.slide),
        stem=asked.stem,
        options=asked.options,
        correct=key.correct,
        explanation=explanation,
        slides=tuple(dict.fromkeys((asked.slide.number, *answer_slides, *(copy.number for copy in copies)))),
        numbered=number is not None,
        evidence=answer.evidence if answer else "",
        doubts=key.doubts if asked.asks or asked.stem != asked.slide.title else (NO_STEM, *key.doubts),
    )


def _explains(answer: Answer, asked: Asked) -> bool:
    """What an answer frame says above its answer explains it; on the question's own slide it does not."""
    return asked.slide.number not in answer.slides


def _kind(asked: Asked, key: Key) -> Kind:
    if not asked.options:
        return "open"
    return "multiple_choice" if len(key.correct) > 1 else "single_choice"


def _read_key(asked: Asked, answer: Answer | None) -> Key:
    if not asked.options:
        doubts = (NO_ANSWER,) if answer is None else () if answer.stated else (GUESSED,)
        return Key((), answer.text if answer else "", doubts)
    if answer is None or not (answer.text or answer.stated):
        return Key((), "", (NO_KEY,))
    return read_key(answer.text, options=asked.options, labels=asked.labels)
