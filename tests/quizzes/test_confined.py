"""Uploaded decks are read in a jail; without one only those are that whoever runs the site put there."""

from pathlib import Path

import pytest

from quizzes import confined
from quizzes.slides import DeckError, read_deck
from quizzes.slides.reading import parse_deck, write_deck

DECKS = Path(__file__).parent / "slides" / "decks"
TEXT = b"# A\n\n- one\n\n---\n\n# Quiz\n\nWhich?\n\nA) This\nB) That\n"


def closed(module, **_):
    return "closed", b"Install bubblewrap."


def endless(module, **_):
    return "endless", b"it took longer"


def lying(module, **_):
    return "done", b'{"title": 3, "slides": [{}]}'


def test_a_deck_read_in_the_jail_is_the_deck(settings):
    settings.QUIZ_DECK_JAIL = "grader.errands.run"
    assert confined.read_deck("deck.md", TEXT) == read_deck("deck.md", TEXT)


def test_what_the_reader_says_about_a_file_comes_back():
    with pytest.raises(DeckError, match="is empty"):
        confined.read_deck("deck.md", b"")


@pytest.mark.parametrize(
    ("jail", "sentence"),
    [("closed", "does not start. Install bubblewrap."), ("endless", "came to no end"), ("lying", "came to no end")],
)
def test_where_the_jail_fails_the_file_is_not_read(settings, jail, sentence):
    settings.QUIZ_DECK_JAIL = f"{__name__}.{jail}"
    with pytest.raises(DeckError, match=sentence):
        confined.read_deck("deck.md", TEXT)


def test_without_a_jail_only_the_sites_own_files_are_read(settings):
    settings.QUIZ_DECK_JAIL = f"{__name__}.closed"
    assert confined.read_deck("deck.md", TEXT, trusted=True) == read_deck("deck.md", TEXT)


@pytest.mark.parametrize("name", ["gating.typ", "gating.pptx", "dropout.tex", "pooling.marp.md", "max-pooling.pdf"])
def test_writing_and_parsing_a_deck_loses_nothing(name):
    from_file = read_deck(name, (DECKS / name).read_bytes())
    assert parse_deck(write_deck(from_file).encode()) == from_file
