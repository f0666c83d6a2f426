"""Damaged text decks, whatever their format: a deck with consistent questions, or the readers' own error, soon."""

import random
import time
from pathlib import Path

import pytest

from quizzes.drafting import find_questions
from quizzes.slides import DeckError, read_deck
from quizzes.slides.reading import parse_deck, write_deck

MARKUPS = Path(__file__).parent.parent / "drafting" / "markups"
OWN = ("gating.typ", "dropout.tex", "pooling.marp.md", "attention.txt")
FILES = [*(Path(__file__).parent / "decks" / name for name in OWN), *sorted(MARKUPS.glob("lecture-*"))]
SNIPPETS = [*"{}[]()$#\\\f\0?", "$$", "```", "---", ":::", "<!--", "-->", "**", "[x]", "A)", "<details>", "#f(1)"]
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
