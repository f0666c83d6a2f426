"""Finds the questions that a deck already holds, each with its options, key, explanation and slides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizzes.drafting.answering import Answer, find_answer, read_copies
from quizzes.drafting.asking import MAX_OPTIONS, Asked, read_questions
from quizzes.drafting.describing import describe
from quizzes.drafting.keys import Key, read_key
from quizzes.drafting.marks import Marks
from quizzes.drafting.offers import find_marks
from quizzes.drafting.question import FoundQuestion
from quizzes.drafting.solutions import Solutions, read_solutions
from quizzes.drafting.wording import QUIZ_TITLE, WONDERING_TITLE, is_answer_title, normalised
from quizzes.slides import Deck, Slide

MAX_COPIES = 12
NOTHING = Key((), "")
NEARBY = 5  # slides after a question on which its answer is looked for without its number


@dataclass(frozen=True)
class Resolved:
    """A question with the answer that was found for it, and the slides that show it."""

    asked: Asked
    answer: Answer | None
    copies: Sequence[Slide]
    marks: Marks


def find_questions(deck: Deck) -> tuple[FoundQuestion, ...]:
    """The questions of a deck in the order of its slides."""
    found: list[Resolved] = []
    answering: set[int] = set()
    solutions = read_solutions(deck.slides)
    for index, slide in enumerate(deck.slides):
        if slide.number in answering:
            continue
        copies = _copies(deck.slides[index : index + MAX_COPIES])
        place = index + next((step for step, copy in enumerate(copies) if "?" in copy.text), 0)
        following = deck.slides[place + 1 : place + 1 + NEARBY]
        for asked in read_questions(deck.slides[place]):
            resolved = _resolve(asked, following, copies, place - index, solutions)
            if _is_question(resolved.asked, resolved.answer):
                found.append(resolved)
                used = describe(asked, resolved.answer, copies, resolved.marks).slides
                answering.update(number for number in used if number != slide.number)
    lines = solutions.lines_in_order(len(found)) if len(found) > 1 else []
    for place, (resolved, line) in enumerate(zip(found, lines, strict=False)):
        if resolved.answer is None and line.slide.number > resolved.asked.slide.number:
            found[place] = replace(resolved, answer=Answer(line.text, line.line, (), (line.slide.number,)))
    return tuple(describe(each.asked, each.answer, each.copies, each.marks) for each in found)


def _resolve(
    asked: Asked, following: Sequence[Slide], copies: Sequence[Slide], place: int, solutions: Solutions
) -> Resolved:
    """A question with its answer; bullets at its end become options where the answer is one of them."""
    if 2 <= len(asked.listed) <= MAX_OPTIONS and not asked.asks_for_truth and "?" in asked.lead:
        labels = tuple(chr(ord("A") + number) for number in range(len(asked.listed)))
        chosen = replace(asked, stem=asked.lead, options=asked.listed, labels=labels)
        answer = find_answer(chosen, following, solutions)
        key = read_key(answer.text, options=chosen.options, labels=labels) if answer and answer.text else NOTHING
        if key.correct and not key.doubts and not any("?" in option for option in asked.listed):
            return Resolved(chosen, answer, copies, chosen.marks)
    answer = find_answer(asked, following, solutions)
    marks = asked.marks
    if asked.options and not marks.right and (answer is None or not answer.text):
        shown = find_marks(asked.options, [*copies[place + 1 :], *following])
        marks = shown or marks
    return Resolved(asked, answer or read_copies(asked, copies[place + 1 :]), copies, marks)


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
