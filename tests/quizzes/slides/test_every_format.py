"""One lecture of our own in every format, with its oddities: each gives the same questions, and nothing else."""

import re
from pathlib import Path

import pytest

from quizzes.drafting import FoundQuestion, find_questions
from quizzes.slides import SUFFIXES, read_deck

FILES = sorted((Path(__file__).parent / "decks" / "valves").iterdir())
OTHER_NAMES = {
    ".text",
    ".pptm",
    ".potx",
    ".ppsx",
    ".latex",
    ".ltx",
    ".beamer",
    ".markdown",
    ".rmd",
    ".mdx",
    ".typst",
    ".htm",
}

# kind, label, stem, options, right ones, the number asked for, explanation
EXPECTED = [
    (
        "single_choice",
        "Pop Quiz #1",
        "A gate multiplies xt by its output. Which output keeps xt as it is?",
        ("Zero", "One", "One half", "Minus one"),
        (1,),
        "",
        "Whatever is multiplied by one stays the same.",
    ),
    (
        "single_choice",
        "Quick question",
        "Which of these has no gate?",
        ("LSTM", "GRU", "Elman network"),
        (2,),
        "",
        "It has nothing but a hidden state.",
    ),
    (
        "true_false",
        "True or false?",
        "True or false?",
        ("A GRU has two gates.", "An LSTM has no cell state.", "A sigmoid lies between 0 and 1."),
        (0, 2),
        "",
        "",
    ),
    (
        "numeric",
        "Pop Quiz #2",
        "How many weights has a gate of 3 units that reads 2 inputs and no state, biases left out?",
        (),
        (),
        "6",
        "",
    ),
    (
        "single_choice",
        "Pop Quiz #3",
        "What does this print? gate = 1.0 print(gate * 4)",
        ("4.0", "1.0", "An error"),
        (0,),
        "",
        "",
    ),
    ("open", "Checkpoint: in your own words", "Why is the output of a gate never negative?", (), (), "", ""),
]


def plain(stem: str) -> str:
    """A stem as letters and digits only, since each format writes mathematics and code in its own way."""
    return re.sub(r"[\W_]|python|text", "", stem.replace("ₜ", "t")).casefold()


def describe(question: FoundQuestion) -> tuple[object, ...]:
    key = (question.options, question.correct, question.answer, question.explanation)
    return (question.kind, question.label, plain(question.stem), *key)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_format_gives_the_same_questions(path: Path) -> None:
    deck = read_deck(path.name, path.read_bytes())
    assert deck.title == "Valves and Gates"
    found = find_questions(deck)
    assert [describe(question) for question in found] == [
        (kind, label, plain(stem), *rest) for kind, label, stem, *rest in EXPECTED
    ]
    assert [bool(question.doubts) for question in found] == [False] * 5 + [True]


def test_what_only_the_speaker_sees_and_what_is_hidden_is_on_no_slide() -> None:
    for path in FILES:
        text = "\n".join(slide.text for slide in read_deck(path.name, path.read_bytes()).slides)
        assert "word on pipes" not in text, path.name
        assert "Is this shown?" not in text, path.name


def test_no_format_is_left_out() -> None:
    assert {path.suffix for path in FILES} == set(SUFFIXES) - OTHER_NAMES - {".zip"}
