import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.drafting import find_questions
from quizzes.slides import (
    Box,
    Bullet,
    Bullets,
    Code,
    Deck,
    DeckError,
    Enumeration,
    Equation,
    Item,
    Paragraph,
    Picture,
    Table,
    read_deck,
)

POOLING = Path(__file__).parent / "decks" / "pooling.marp.md"


def read(text: str, name: str = "deck.md") -> Deck:
    return read_deck(name, text.encode())


def test_slides_titles_and_structure_are_kept() -> None:
    deck = read_deck(POOLING.name, POOLING.read_bytes())
    assert (deck.title, deck.format, deck.page_count) == ("Pooling Layers", "markdown", 8)
    assert [slide.title for slide in deck.slides][:3] == ["Pooling Layers", "What pooling does", "Pop Quiz 1"]
    assert deck.slides[0].blocks == (Paragraph("**Unit 4**"), Paragraph("**Ada Example**"))
    assert deck.slides[1].blocks == (
        Paragraph("A pool keeps one number of every window, here $m = \\max_i x_i$:"),
        Equation("y_{ij} = \\max_{0 \\le a, b < k}\nx_{i+a,\\,j+b}"),
        Bullets((Bullet(0, "Shrinks the map"), Bullet(1, "by the *stride*"), Bullet(0, "Has **no** weights"))),
        Picture("figures/pool.svg"),
        Box("definition", "", (Paragraph("**Stride**: how far the window moves."),)),
        Code("# ---\npooled = x.max(axis=1)  <!-- stays -->", "python"),
    )
    assert deck.slides[4].blocks[0] == Table((("size", "after"), ("8", "4")))


def test_questions_of_a_marp_deck() -> None:
    first, box, last = find_questions(read_deck(POOLING.name, POOLING.read_bytes()))
    assert first.stem == "How many weights has a $2 \\times 2$ max pool?"
    assert (first.options, first.correct, first.slides) == (("Four", "None", "As many as channels"), (1,), (3, 4))
    assert first.explanation == "A maximum has nothing to learn."
    assert (box.kind, box.stem) == ("open", "Guess before we continue: what is left of a 9 by 9 map?")
    assert (last.options, last.correct, last.slides) == (("Max", "Average"), (1,), (6, 8))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("# One\n\n---\n\n# Two\n\n***\n\n# Three", ["One", "Two", "Three"]),
        ("# One\n\n--\n\n# Below\n\n---\n\n# Two\n\nNote:\nsay hello\n# not this", ["One", "Below", "Two"]),
        ("# One\ntext\n# Two\ntext", ["One", "Two"]),
        ("---\nheadingDivider: 2\n---\n# One\n## Two\n### Not\n", ["One", "Two"]),
        ("# One\n```\n---\n```\n---\n# Two", ["One", "Two"]),
        ("<!-- .slide: data-x -->\n## One\n\n---\n\n<!--\n# Gone\n\n---\n\n# Gone too\n-->\n# Two", ["One", "Two"]),
    ],
)
def test_what_parts_slides(text: str, titles: list[str]) -> None:
    assert [slide.title for slide in read(text).slides] == titles


def test_quarto_slides_begin_at_headings() -> None:
    deck = read("---\ntitle: Q\n---\n\n# Part\n\n## Slide {.smaller}\n\n::: {.callout-warning}\nCare\n:::\n", "a.qmd")
    assert [slide.title for slide in deck.slides] == ["Part", "Slide"]
    assert deck.slides[1].blocks == (Box("important", "", (Paragraph("Care"),)),)


@pytest.mark.parametrize(
    "source",
    [
        ":::{admonition} Quick Question\nWhich?\n\nA. one\nB. two\n:::",
        "```{admonition} Quick Question\nWhich?\n\nA. one\nB. two\n```",
        '<div class="box pop-quiz" title="Quick Question">Which?<br>A. one<br>B. two</div>',
    ],
)
def test_boxes_however_they_are_written(source: str) -> None:
    (block,) = read(f"# T\n\n{source}").slides[0].blocks
    options = Enumeration("A.", (Item("A", "one"), Item("B", "two")))
    assert block == Box("quiz", "Quick Question", (Paragraph("Which?"), options))


def test_a_deck_without_a_word_says_so() -> None:
    with pytest.raises(DeckError, match="no slides"):
        read("---\nmarp: true\n---\n\n<!-- nothing -->\n")


SNIPPETS = ["---\n", "\n", "# T\n", "- A) x\n", "<div class='popquiz'>", "</div>", "$$", "$", "```\n", "<!--", "-->"]
SNIPPETS += [
    "> ",
    "| a | b |\n|---|---|\n",
    "1. x\n",
    "::: {.note}\n",
    ":::\n",
    "![](",
    ")",
    "`",
    "    ",
    "--\n",
    "\\(",
]


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5), max_size=60).map("".join))
@settings(max_examples=150)
def test_snippets_in_any_order_give_a_deck_or_a_sentence(text: str) -> None:
    try:
        deck = read_deck("a.md", text.encode("utf-8", "replace"))
    except DeckError as error:
        explained = str(error).endswith(".")
        assert explained
    else:
        assert all(question.stem for question in find_questions(deck))


@pytest.mark.parametrize(
    "piece", ["> " * 900 + "\n", "<div>\n", "- x\n" * 3, "<!--", "$$\n", "`", "![", "((((", "::: a\n"]
)
def test_reading_time_is_bounded(piece: str) -> None:
    started = time.process_time()
    text = piece * (60_000 // len(piece)) if "\n" in piece else piece * 20_000
    with contextlib.suppress(DeckError):
        read(text)
    assert time.process_time() - started < 5
