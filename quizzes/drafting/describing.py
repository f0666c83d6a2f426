"""Puts a question and its answer together: kind, key, explanation, evidence, and what is doubtful about them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizzes.drafting.answering import Answer
from quizzes.drafting.asking import Asked, label_of
from quizzes.drafting.keys import NO_KEY, Key, read_key
from quizzes.drafting.marks import Marks
from quizzes.drafting.pieces import write_pieces
from quizzes.drafting.question import FoundQuestion
from quizzes.drafting.truth import read_verdict, read_verdicts, split_verdict
from quizzes.drafting.wording import plain, quiz_number, without_label
from quizzes.slides import Slide

EXPLAINING = re.compile(
    r"^\**(?:explanation|reason(?:ing)?|why|rationale|justification)\**\s*[:.–—]\**\s*", re.IGNORECASE
)
NUMBER = re.compile(r"\$?\s*[=≈]?\s*(?P<number>[-−+]?\d+(?:\.\d+)?)\s*\$?\.?")
NO_ANSWER = "No answer was found for this question. Please write what a good answer says."
NO_STEM = "The words of the question were not found, only its options. Please write them."
GUESSED = "The answer was taken from the next slide without being marked as one. Please check it."
REVEALED = "What the slide shows after the question was taken for its answer. Please check it."
DISAGREE = "The answer says another option than the one that is marked ({}). Please check the key."
VERDICTS = ("True", "False")


def describe(asked: Asked, answer: Answer | None, copies: Sequence[Slide], marks: Marks) -> FoundQuestion:
    """The question that was found."""
    answer_slides = answer.slides if answer else ()
    key = _read_key(asked, answer, marks)
    unasked = not asked.asks and asked.stem == asked.slide.title
    question = FoundQuestion(
        kind="open" if not asked.options else "multiple_choice" if len(key.correct) > 1 else "single_choice",
        label=label_of(asked.slide),
        stem=without_label(asked.stem, numbered=asked.parts > 1),
        options=asked.options,
        correct=key.correct,
        explanation=_explain(asked, answer, key.explanation),
        slides=tuple(dict.fromkeys((asked.slide.number, *answer_slides, *(copy.number for copy in copies)))),
        numbered=quiz_number(asked.slide.title) is not None,
        evidence=answer.evidence if answer and (answer.text or not marks.right) else marks.evidence,
        doubts=(NO_STEM, *key.doubts) if unasked else key.doubts,
    )
    if asked.options:
        return question
    if asked.asks_for_truth:
        return _describe_truth(question, asked, answer)
    return _describe_number(question, asked, answer)


def _explain(asked: Asked, answer: Answer | None, said: str) -> str:
    """What is said with the answer. Above it only an answer frame explains; the question's own slide does not."""
    if answer is None:  # a key that is marked may be explained behind the options
        start = next((place for place, piece in enumerate(asked.after) if EXPLAINING.match(piece.text)), None)
        return _without_heading(write_pieces(asked.after[start:])) if start is not None else ""
    above = answer.also if asked.slide.number not in answer.slides else ()
    parts = (said, write_pieces(above), write_pieces(answer.rest))
    return _without_heading("\n\n".join(part for part in parts if part))


def _without_heading(explanation: str) -> str:
    """An explanation without the word "Explanation" before it."""
    found = EXPLAINING.match(explanation)
    if found is None:
        return explanation
    rest = explanation[found.end() :]
    return rest[:1].upper() + rest[1:]


def _read_key(asked: Asked, answer: Answer | None, marks: Marks) -> Key:
    if not asked.options:
        guessed = REVEALED if asked.revealed else GUESSED
        doubts = (NO_ANSWER,) if answer is None else () if answer.stated else (guessed,)
        return Key((), answer.text if answer else "", doubts)
    key = Key((), "", (NO_KEY,))
    if answer is not None and (answer.text or answer.stated):
        key = read_key(answer.text, options=asked.options, labels=asked.labels)
    if marks.right and not key.correct:
        return Key(marks.right, key.explanation, marks.doubts)
    if marks.right and set(key.correct) != set(marks.right) and not marks.doubts:
        return replace(key, doubts=(*key.doubts, DISAGREE.format(marks.evidence)))
    return key


def _describe_truth(question: FoundQuestion, asked: Asked, answer: Answer | None) -> FoundQuestion:
    """A statement, or a list of them, to be called true or false."""
    if asked.listed:
        return _describe_statements(question, asked, answer)
    said = [answer.text, *(piece.text for piece in answer.rest)] if answer else []
    statement, verdict = split_verdict(question.stem)
    told = next((told for text in said if (told := read_verdict(text)) is not None), None)
    if told is None and verdict is None:
        return question
    explanation = question.explanation
    if told is not None:
        explanation = re.sub(r"^\W*\w+[\s.,:;!*–—-]*", "", explanation)
    return replace(
        question,
        kind="single_choice",
        stem=statement if told is None else question.stem,
        options=VERDICTS,
        correct=(0 if (verdict if told is None else told) else 1,),
        explanation=explanation[:1].upper() + explanation[1:],
        evidence=question.evidence or asked.stem,
        doubts=(),
    )


def _describe_statements(question: FoundQuestion, asked: Asked, answer: Answer | None) -> FoundQuestion:
    split = [split_verdict(each) for each in asked.listed]
    verdicts = [verdict for _, verdict in split if verdict is not None]
    evidence = "; ".join(plain(each) for each in asked.listed)
    if len(verdicts) != len(split):
        text, rest = (answer.text, answer.rest) if answer else ("", ())
        verdicts, evidence = read_verdicts(text, rest, len(split))
    if not verdicts:
        return question
    return replace(
        question,
        kind="true_false",
        stem=asked.lead,
        options=tuple(text for text, _ in split),
        correct=tuple(place for place, verdict in enumerate(verdicts) if verdict),
        explanation="",
        evidence=evidence,
        doubts=(),
    )


def _describe_number(question: FoundQuestion, asked: Asked, answer: Answer | None) -> FoundQuestion:
    """An open question whose answer is a number is one for a number."""
    found = NUMBER.fullmatch(plain(answer.text)) if answer is not None and answer.stated else None
    if found is None or asked.listed:
        return question
    explanation = question.explanation.removeprefix(answer.text if answer else "").strip()
    number = found["number"].replace("−", "-").lstrip("+")
    return replace(question, kind="numeric", answer=number, explanation=explanation)
