"""Two questions that are one, and one that is two: where a deck's questions were read too finely or too coarsely."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from courseapp.accounts.models import User
from quizzes import questions
from quizzes.models import Question
from quizzes.questions import QuestionError, Wording

JOINED = {"single_choice", "multiple_choice", "open"}  # kinds made of a stem and options


@transaction.atomic
def merge(*, question: Question, other: Question, author: User) -> None:
    """Let `question` ask what both ask, and reject `other`. Raises QuestionError where that makes no question."""
    if question.pk == other.pk or question.deck_id != other.deck_id:
        raise QuestionError("Choose another question of the same deck.")
    first, second = (_read(each) for each in (question, other))
    before, added = list(first.spec.get("options", ())), list(second.spec.get("options", ()))
    options = list(dict.fromkeys([*before, *added]))
    right = [before[place] for place in first.spec.get("correct", ())]
    right += [added[place] for place in second.spec.get("correct", ())]
    correct = sorted({options.index(text) for text in right})
    kind = _find_kind(options, correct, {first.kind, second.kind})
    wording = replace(
        first,
        kind=kind,
        stem=_join(first.stem, second.stem),
        spec=_write_options(first, options, correct, _list_feedback(second) | _list_feedback(first)),
        explanation=_join(first.explanation, second.explanation),
        evidence=first.evidence or second.evidence,
        doubts=(),
    )
    questions.revise(question=question, wording=wording, author=author)
    slides = [anchor.slide for each in (question, other) for anchor in each.anchors.select_related("slide")]
    questions.anchor(question=question, slides=slides)
    questions.set_state(question=other, state=Question.State.REJECTED)


@transaction.atomic
def split(*, question: Question, line: int, option: int, author: User) -> Question:
    """Let another question begin at that line of the stem and that option (both from 0). Raises QuestionError."""
    whole = _read(question)
    lines, options = list_lines(question), list(whole.spec.get("options", ()))
    if not 0 < line < len(lines):
        raise QuestionError("Both questions need words: choose a line after the first one.")
    if not 0 <= option <= len(options) or 1 in {option, len(options) - option}:
        raise QuestionError("One option alone is no choice. Leave each question none, or two and more.")
    correct = whole.spec.get("correct", ())
    halves = [
        _take(whole, lines[:line], options[:option], [place for place in correct if place < option]),
        _take(whole, lines[line:], options[option:], [place - option for place in correct if place >= option]),
    ]
    questions.revise(question=question, wording=halves[0], author=author)
    anchors = question.anchors.select_related("slide__deck")
    slides = [anchor.slide for anchor in anchors]
    if not slides:
        raise QuestionError("This question stands on no slide, so there is no place for a second one.")
    made = questions.write(slide=slides[0], wording=replace(halves[1], label=""), author=author)
    questions.anchor(question=made, slides=slides)
    return made


def list_lines(question: Question) -> list[str]:
    """The stem's lines, where a second question might begin."""
    return [line for line in question.latest.stem.splitlines() if line.strip()]


def _read(question: Question) -> Wording:
    wording = questions.read_wording(question.latest)
    if wording.kind not in JOINED or wording.generator:
        raise QuestionError("Only questions that are made of words and options can be merged or split.")
    return wording


def _take(whole: Wording, lines: list[str], options: list[str], correct: list[int]) -> Wording:
    kind = _find_kind(options, correct, {whole.kind})
    spec = _write_options(whole, options, correct, _list_feedback(whole)) if whole.kind != "open" else whole.spec
    return replace(whole, kind=kind, stem="\n\n".join(lines), spec=spec, evidence="", doubts=())


def _list_feedback(wording: Wording) -> dict[str, str]:
    """What is said to who chooses an option, by the option's words."""
    return dict(zip(wording.spec.get("options", ()), wording.spec.get("feedback") or (), strict=False))


def _write_options(wording: Wording, options: list[str], correct: list[int], told: dict[str, str]) -> dict[str, Any]:
    """The question's spec with these options instead, each with the feedback that it had."""
    if not options and wording.kind == "open":
        return dict(wording.spec)
    feedback = [told.get(text, "") for text in options]
    spec = {**wording.spec, "options": options, "correct": correct, "feedback": feedback}
    return spec if any(feedback) else {name: value for name, value in spec.items() if name != "feedback"}


def _find_kind(options: list[str], correct: list[int], kinds: set[str]) -> str:
    if not options:
        return "open"
    return "multiple_choice" if len(correct) > 1 or "multiple_choice" in kinds else "single_choice"


def _join(one: str, other: str) -> str:
    return "\n\n".join(dict.fromkeys(text for text in (one, other) if text.strip()))
