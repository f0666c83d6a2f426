"""Damaged text decks, whatever their format: a deck with consistent questions, or the readers' own error, soon."""

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from quizzes.drafting import find_questions
from quizzes.slides import DeckError, read_deck
from quizzes.slides.reading import parse_deck, write_deck

MARKUPS = Path(__file__).parent.parent / "drafting" / "markups"
OWN = (
    "gating.typ",
    "dropout.tex",
    "pooling.marp.md",
    "attention.txt",
    "valves/valves.ipynb",
    "valves/valves.html",
)
FILES = [*(Path(__file__).parent / "decks" / name for name in OWN), *sorted(MARKUPS.glob("lecture-*"))]
SNIPPETS = [
    *"{}[]()$#\\\f\0?",
    "$$",
    "```",
    "---",
    ":::",
    "<!--",
    "-->",
    "**",
    "[x]",
    "A)",
    "<details>",
    "#f(1)",
    "<section>",
    "</section>",
    "<ul><li>",
    "<pre>",
]
SNIPPETS += ["\\begin{frame}", "\\end{frame}", "\\begin{enumerate}", "#let f(x) = f(x)\n"]
MUTANTS = 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_deck_is_read_or_refused(path: Path) -> None:
    chance = random.Random(path.name)
    text = path.read_text()
    started = time.monotonic()
    for _ in range(MUTANTS):
        mutant = text
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(mutant))
            match chance.randrange(3):
                case 0:
                    mutant = mutant[:place] + chance.choice(SNIPPETS) * chance.choice((1, 1, 3)) + mutant[place:]
                case 1:
                    mutant = mutant[:place] + mutant[place + chance.randint(1, 80) :]
                case _:
                    mutant = mutant[:place] + mutant[place : place + 200] + mutant[place:]
        try:
            deck = read_deck(path.name, mutant.encode())
        except DeckError:
            continue
        assert parse_deck(write_deck(deck).encode()) == deck
        for question in find_questions(deck):
            assert all(place < len(question.options) for place in question.correct)
            assert set(question.slides) <= {slide.number for slide in deck.slides}
    assert time.monotonic() - started < 30


ODD: tuple[Any, ...] = (None, True, -1, 1e999, "", "---", [], {}, ["a", None], {"source": []}, "x" * 2000, [[[[]]]])


def change_somewhere(record: Any, chance: random.Random, depth: int = 0) -> Any:
    """A record of JSON in which one value, at any depth, is another one or missing."""
    if depth > 8 or not record or not isinstance(record, dict | list) or chance.random() < 0.1:
        return chance.choice(ODD)
    if isinstance(record, dict):
        name = chance.choice(list(record))
        kept = {key: value for key, value in record.items() if key != name}
        return kept if chance.random() < 0.2 else kept | {name: change_somewhere(record[name], chance, depth + 1)}
    place = chance.randrange(len(record))
    return [*record[:place], change_somewhere(record[place], chance, depth + 1), *record[place + 1 :]]


def test_a_notebook_whose_records_are_not_as_they_should_be_is_read_or_refused() -> None:
    chance = random.Random(7)
    notebook = json.loads((Path(__file__).parent / "decks" / "valves" / "valves.ipynb").read_text())
    read = 0
    for _ in range(20):
        mutant = notebook
        for _ in range(chance.randint(1, 4)):
            mutant = change_somewhere(mutant, chance)
        try:
            deck = read_deck("deck.ipynb", json.dumps(mutant).encode())
        except DeckError:
            continue
        read += 1
        assert parse_deck(write_deck(deck).encode()) == deck
        assert all(question.slides for question in find_questions(deck))
    assert read > 4, "most changes leave a notebook that can be read"
