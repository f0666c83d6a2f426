import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.drafting import find_questions
from quizzes.slides import (
    Block,
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

DROPOUT = Path(__file__).parent / "decks" / "dropout.tex"


def read(text: str) -> Deck:
    return read_deck("deck.tex", text.encode())


def read_frame(body: str) -> tuple[Block, ...]:
    return read(f"\\begin{{frame}}{{T}}\n{body}\n\\end{{frame}}").slides[0].blocks


def test_frames_titles_and_structure_are_kept() -> None:
    deck = read_deck(DROPOUT.name, DROPOUT.read_bytes())
    assert (deck.title, deck.format) == ("Dropout, in Short", "beamer")
    assert [slide.title for slide in deck.slides] == [
        "Dropout, in Short", "Masks & 50% noise", "Pop Quiz #1", "Pop Quiz #2", "Answer: Pop Quiz 2", "A check",
        "Pop Quiz", "Pop Quiz", "Pop Quiz", "Old style", "A Question!", "Key Takeaways",
    ]  # fmt: skip
    assert deck.slides[1].blocks == (
        Paragraph("Each unit stays with probability $q_{\\text{keep}}$:"),
        Equation("\\tilde{\\mathbf{h}} = \\mathbf{h} \\odot m", "3"),
        Bullets((Bullet(0, "Train: **sample** $m$"), Bullet(1, "every step"), Bullet(0, "Test: “average” — no mask"))),
        Box("definition", "Mask", (Paragraph("A *mask* is a vector of 0 and 1."),)),
        Code("x = x * mask   % not a comment\n\\begin{frame}"),
        Table((("rate", "error"), ("0.5", "3%"))),
        Picture("figures/mask"),
    )
    assert deck.slides[9].blocks == (Paragraph("Text in naïve syntax, 100 % `ok_fine`."),)


def test_questions_of_a_beamer_deck() -> None:
    first, second, box, copied = find_questions(read_deck(DROPOUT.name, DROPOUT.read_bytes()))
    assert first.stem.endswith("on average?")
    assert (first.label, first.options, first.correct) == ("Pop Quiz #1", ("20 (twenty)", "80", "100"), (1,))
    assert (second.options, second.correct, second.slides) == (("Nothing", "Removes all units"), (1,), (4, 5))
    assert second.stem == "What does $\\operatorname{drop}(\\mathbf{h})$ do when $p \\to 1$?"
    assert second.explanation == "Nothing is kept."
    assert (box.kind, box.explanation) == ("open", "No, it is drawn at random.")
    assert (copied.stem, copied.slides) == ("Two coins are tossed. How likely are two heads?", (8, 9, 7))
    assert copied.explanation == "A quarter."


@pytest.mark.parametrize(
    ("body", "block"),
    [
        ("A) one \\\\ B) two", Enumeration("A)", (Item("A", "one"), Item("B", "two")))),
        ("\\begin{itemize}\\item a) x\\item b) y\\end{itemize}", Enumeration("a)", (Item("a", "x"), Item("b", "y")))),
        ("\\begin{itemize}\\item[A)] x\\item[B)] y\\end{itemize}", Enumeration("A)", (Item("A", "x"), Item("B", "y")))),
        ("\\begin{enumerate}\\setcounter{enumi}{2}\\item x\\end{enumerate}", Enumeration("1.", (Item("3", "x"),))),
        ("\\begin{tabular}{ll}A) x & C) z\\\\ B) y & D) w\\end{tabular}",
         Enumeration("A)", tuple(Item(*pair) for pair in zip("ABCD", "xyzw", strict=True)))),
        ("\\begin{enumerate}[i.]\\item x\\item y\\end{enumerate}",
         Enumeration("i.", (Item("i", "x"), Item("ii", "y")))),
        ("\\begin{theorem}[Bayes] x \\end{theorem}", Box("theorem", "Bayes", (Paragraph("x"),))),
        ("\\begin{block}{Definition: Loss} x \\end{block}", Box("definition", "Loss", (Paragraph("x"),))),
        ("\\begin{tcolorbox}[colback=red,title=Quick Question!] x \\end{tcolorbox}",
         Box("quiz", "Quick Question!", (Paragraph("x"),))),
        ("$$ a \\label{x} $$", Equation("a")),
        ("\\begin{align*} a &= b \\\\ &= c \\end{align*}",
         Equation("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}")),
        ("\\alt<2>{new}{old} \\uncover<2->{$x$}", Paragraph("new $x$")),
        ("\\unknown[opt]{kept} \\vspace{1cm}\\textcolor{red}{red} caf\\'e", Paragraph("kept **red** café")),
        ("\\begin{columns}\\column{0.5\\textwidth} left \\end{columns}", Paragraph("left")),
        ("\\href{http://a.b}{link} \\verb|x_1|", Paragraph("[link](http://a.b) `x_1`")),
    ],
)  # fmt: skip
def test_what_a_frame_becomes(body: str, block: Block) -> None:
    assert read_frame(body) == (block,)


@pytest.mark.parametrize(
    "macros",
    [
        "\\newcommand{\\a}{\\a\\a}\\a",
        "\\def\\a{\\b}\\def\\b{\\a}\\a",
        "\\newcommand{\\a}[1]{#1#1#1#1#1#1#1#1#1#1}" + "\\a{" * 12 + "x" + "}" * 12,
        "".join(f"\\newcommand{{\\x{chr(98 + n)}}}{{\\x{chr(97 + n)}\\x{chr(97 + n)}}}" for n in range(20)) + "\\xu",
    ],
)
def test_commands_without_an_end_are_told(macros: str) -> None:
    started = time.process_time()
    with pytest.raises(DeckError, match="do not come to an end"):
        read(f"{macros}\\begin{{frame}}x\\end{{frame}}")
    assert time.process_time() - started < 5


def test_a_file_without_frames_says_so() -> None:
    with pytest.raises(DeckError, match="no frames"):
        read("\\documentclass{beamer}\\begin{document}Hello\\end{document}")


def test_a_forgotten_end_costs_one_frame() -> None:
    deck = read("\\begin{frame}{One} \\begin{itemize} \\item x\n\\begin{frame}{Two} y \\end{frame}")
    assert [slide.title for slide in deck.slides] == ["One", "Two"]


SNIPPETS = [
    "\\begin{frame}{T}",
    "\\end{frame}",
    "{",
    "}",
    "[",
    "]",
    "\\item ",
    "\\begin{itemize}",
    "\\end{itemize}",
    "$",
]
SNIPPETS += ["$$", "\\[", "\\]", "%", "\n", "\n\n", "\\\\", "&", "\\begin{tabular}{l}", "\\end{tabular}", "\\textbf{"]
SNIPPETS += [
    "\\newcommand{\\a}[1]{#1}",
    "\\a",
    "\\popquiz{",
    "<1->",
    "\\verb|",
    "\\begin{popquizbox}",
    "\\end{popquizbox}",
]
SNIPPETS += [
    "\\begin{verbatim}",
    "\\end{verbatim}",
    "\\iffalse",
    "\\fi",
    "\\'",
    "\\frametitle",
    "\\alt<1>",
    "\x00",
    "\\def\\b#1",
]


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5), max_size=60).map("".join))
@settings(max_examples=200)
def test_snippets_in_any_order_give_a_deck_or_a_sentence(text: str) -> None:
    try:
        deck = read_deck("a.tex", f"\\begin{{frame}}{text}".encode("utf-8", "replace"))
    except DeckError as error:
        explained = str(error).endswith(".")
        assert explained
    else:
        assert all(question.stem for question in find_questions(deck))


@pytest.mark.parametrize(
    "piece", [*SNIPPETS, "\\begin{frame}x\\end{frame}", "\\textbf{x}", "a", "\\item[", "\\begin{a}"]
)
def test_reading_time_is_bounded(piece: str) -> None:
    started = time.process_time()
    with contextlib.suppress(DeckError):
        read("\\begin{frame}" + (piece * (60_000 // len(piece))))
    assert time.process_time() - started < 5
