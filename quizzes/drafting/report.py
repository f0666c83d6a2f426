"""Deck and questions as the JSON that `import_deck --json` prints, and as text to read."""

from collections.abc import Sequence
from typing import Any

from quizzes.drafting.draft import Draft
from quizzes.drafting.question import FoundQuestion
from quizzes.slides import Deck


def to_json(deck: Deck, questions: Sequence[FoundQuestion], drafts: Sequence[Draft] = ()) -> dict[str, Any]:
    """{deck, slides, questions}, of lists, dicts, strings, numbers and booleans only."""
    return {
        "deck": {"title": deck.title, "format": deck.format, "pages": deck.page_count},
        "slides": [
            {
                "number": slide.number,
                "title": slide.title,
                "pages": list(slide.pages),
                "text": slide.text,
                "text_hash": slide.text_hash,
            }
            for slide in deck.slides
        ],
        "questions": [*map(_question_to_json, questions), *map(_draft_to_json, drafts)],
    }


def _question_to_json(question: FoundQuestion) -> dict[str, Any]:
    return {
        "kind": question.kind,
        "label": question.label,
        "stem": question.stem,
        "options": list(question.options),
        "correct": list(question.correct),
        "answer": question.answer,
        "explanation": question.explanation,
        "slides": list(question.slides),
        "origin": question.origin,
        "numbered": question.numbered,
        "evidence": question.evidence,
        "doubts": list(question.doubts),
    }


def _draft_to_json(draft: Draft) -> dict[str, Any]:
    """As a found question, with the whole spec, since drafts are of many kinds."""
    return {
        "kind": draft.kind,
        "label": draft.label,
        "stem": draft.stem,
        "options": list(draft.options),
        "correct": list(draft.correct),
        "explanation": draft.explanation,
        "slides": list(draft.slides),
        "origin": "drafted",
        "numbered": False,
        "evidence": "",
        "doubts": [],
        "spec": dict(draft.spec),
        "made": draft.made,
        "generator": draft.generator,
    }


def to_text(deck: Deck, questions: Sequence[FoundQuestion], drafts: Sequence[Draft] = ()) -> str:
    """The slides, then the questions with their right options marked, for a terminal."""
    lines = [f"{deck.title}: {_count(len(deck.slides), 'slide')} out of {_count(deck.page_count, 'page')}", ""]
    width = len(str(len(deck.slides)))
    lines += [f"  {slide.number:>{width}}  {slide.title or '(no title)'}" for slide in deck.slides]
    lines += ["", f"{_count(len(questions), 'question')} found" if questions else "No questions found"]
    for question in questions:
        lines += ["", *_question_lines(question)]
    lines += ["", f"{_count(len(drafts), 'question')} drafted"] if drafts else []
    for draft in drafts:
        lines += ["", *_draft_lines(draft)]
    return "\n".join(lines)


def _draft_lines(draft: Draft) -> list[str]:
    lines = [f"{draft.label} (slide {', '.join(map(str, draft.slides))})"]
    lines += [f"  {line}" for line in draft.stem.splitlines() if line.strip()]
    if draft.kind == "matching":
        lines += [f"    {prompt} -> {match}" for prompt, match in draft.spec["pairs"]]
    elif draft.kind == "ordering":
        lines += [f"    {number}. {line}" for number, line in enumerate(draft.options, 1)]
    else:
        lines += [f"  {'*' if place in draft.correct else ' '} {option}" for place, option in enumerate(draft.options)]
    if draft.kind == "numeric":
        lines.append(f"    {draft.spec['answer']}")
    return [*lines, f"  {draft.made}"]


def _question_lines(question: FoundQuestion) -> list[str]:
    places = ", ".join(map(str, question.slides))
    lines = [f"{question.label} (slide{'s' if len(question.slides) > 1 else ''} {places})"]
    lines += [f"  {line}" for line in question.stem.splitlines() if line.strip()]
    for index, option in enumerate(question.options):
        mark = "*" if index in question.correct else " "
        lines.append(f"  {mark} {chr(ord('A') + index)}) {option}")
    if question.explanation:
        lines.append("  Explanation:")
        lines += [f"    {line}" for line in question.explanation.splitlines() if line.strip()]
    if question.evidence:
        lines.append(f"  Read from: {question.evidence}")
    return [*lines, *(f"  To check: {doubt}" for doubt in question.doubts)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
