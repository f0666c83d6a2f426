"""PDF decks: what is read from a page, and what happens with files that are broken."""

import random
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from quizzes.drafting import find_questions
from quizzes.slides import Deck, DeckError, read_deck
from quizzes.slides.deck import Code, Enumeration

FILE = Path(__file__).parent / "decks" / "max-pooling.pdf"
MUTANTS = 60


@pytest.fixture(scope="module")
def deck() -> Deck:
    return read_deck(FILE.name, FILE.read_bytes())


def test_overlays_become_one_slide_under_the_title_that_is_set_larger(deck) -> None:
    assert [(slide.title, slide.pages) for slide in deck.slides] == [
        ("Pooling layers", (1, 1)),
        ("What pooling does", (2, 3)),
        ("Pop Quiz #1", (4, 4)),
        ("Pop Quiz #1 - Answer", (5, 5)),
        ("In code", (6, 6)),
        ("Pop Quiz #2", (7, 8)),
        ("Key Takeaways", (9, 9)),
    ]
    assert (deck.format, deck.page_count) == ("pdf", 9)


def test_footers_and_what_stands_beside_the_title_are_left_out(deck) -> None:
    text = "\n".join(slide.text for slide in deck.slides)
    assert "/ 6" not in text
    assert "QUESTION" not in text
    assert "ANSWER" not in text


def test_options_in_two_columns_keep_their_order_and_their_wrapped_words(deck) -> None:
    (options,) = (block for block in deck.slides[2].blocks if isinstance(block, Enumeration))
    assert [item.label for item in options.items] == ["A", "B", "C", "D"]
    assert options.items[0].text == "a convolution with stride one and padding that keeps the size"
    assert options.items[1].text == "max pooling over windows of two by two with stride two"


def test_superscripts_and_subscripts_are_not_flattened(deck) -> None:
    assert "$10^{12}$" in deck.slides[2].text
    assert "$x_{t}$" in deck.slides[2].text


def test_a_wrapped_bullet_is_one_bullet(deck) -> None:
    assert deck.slides[1].text.splitlines()[2].endswith("while the network around it is trained")


def test_code_keeps_its_lines_and_indentation(deck) -> None:
    (code,) = (block for block in deck.slides[4].blocks if isinstance(block, Code))
    assert [line.rstrip() for line in code.text.splitlines()] == ["pool = MaxPool(2)", "if train:", "    y = pool(x)"]


def test_questions_are_found_with_answers_on_the_next_page_and_on_an_overlay(deck) -> None:
    first, second = find_questions(deck)
    assert (first.kind, first.correct, first.explanation) == ("single_choice", (1,), "Each window gives one number.")
    assert (second.options, second.correct, second.evidence) == (("four", "none"), (1,), "Answer: B) none")
    assert first.doubts == second.doubts == ()


def test_what_the_file_is_decides_and_not_what_it_is_called(deck) -> None:
    assert read_deck("slides.txt", FILE.read_bytes()).slides == deck.slides


def test_a_pdf_without_text_says_what_to_do() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(300, 200)
    with pytest.raises(DeckError, match="no text in this PDF"):
        read_deck("nothing.pdf", _saved(document))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 10_000, b"%PDF" + b"<<" * 50_000])
def test_a_broken_pdf_says_what_to_do(data) -> None:
    with pytest.raises(DeckError, match="Please export it again"):
        read_deck("deck.pdf", data)


def test_damaged_files_give_a_deck_or_the_readers_own_error() -> None:
    whole = FILE.read_bytes()
    chance = random.Random(5)
    refused = 0
    for _ in range(MUTANTS):
        data = bytearray(whole[: chance.randrange(200, len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            read_deck("deck.pdf", bytes(data))
        except DeckError:
            refused += 1
    assert refused < MUTANTS


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
