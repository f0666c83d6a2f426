import contextlib
import time
from pathlib import Path

import pytest

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
from quizzes.slides.typst_math import write_latex

GATING = Path(__file__).parent / "decks" / "gating.typ"


def read(text: str) -> Deck:
    return read_deck("deck.typ", text.encode())


def test_slides_titles_and_structure_are_kept() -> None:
    deck = read_deck(GATING.name, GATING.read_bytes())
    assert (deck.title, deck.format) == ("Gating in Short", "typst")
    assert [slide.title for slide in deck.slides] == [
        "Why gates",
        "What a gate does",
        "Pop Quiz #1",
        "Checkpoint: count the gates",
        "Answer",
        "Key Takeaways",
        "Key Takeaways",
        "Pop Quiz #3",
    ]
    assert deck.slides[1].blocks == (
        Paragraph(r"A gate scales a state $h_{t} \in \mathbb{R}^{H}$, entry by entry:"),
        Equation(r"h_{t} = z_{t} \odot h_{t-1} + (1 - z_{t}) \odot \tilde{h}_{t}"),
        Bullets((Bullet(0, "Keeps **what matters**"), Bullet(1, "of the *past*"), Bullet(0, "Drops the rest"))),
        Paragraph(r"**A sum** (shown) keeps $\boldsymbol{h}_{t}$."),
        Box("definition", "Gate", (Paragraph("A number between $0$ and $1$ for each unit."),)),
        Code("z = sigmoid(x @ W + h @ U)  // stays", "python"),
        Table((("gate", "range"), ("update", "$(0, 1)$"), ("reset", "$(0, 1)$"))),
        Picture("figures/gate.svg", "a gate"),
        Paragraph("A gate."),
    )


def test_questions_of_a_typst_deck() -> None:
    first, second, third = find_questions(read_deck(GATING.name, GATING.read_bytes()))
    assert first.stem == "Which activation does a gate use?"
    assert first.options == (r"$\tanh$", r"The sigmoid $\sigma(x) = \frac{1}{1 + e^{-x}}$", "None")
    assert (first.correct, first.explanation) == ((1,), "It stays between $0$ and $1$.")
    assert (second.stem, second.options, second.correct) == ("How many gates has a GRU?", ("One", "Two", "Three"), (1,))
    assert (second.explanation, second.slides) == ("An update gate and a reset gate.", (4, 5))
    assert (third.options, third.correct, third.explanation) == (
        ("The old state", "The new one"),
        (0,),
        "Its factor is one.",
    )


@pytest.mark.parametrize(
    ("typst", "latex"),
    [
        ("a_1^2 + b_(i j)", r"a_{1}^{2} + b_{i j}"),
        ("1/2 (x + 1)/(y)", r"\frac{1}{2} \frac{x + 1}{y}"),
        ('W_"hh" h', r"W_{\text{hh}} h"),
        ("sum_(t=1)^T log p(x_t | x_(<t))", r"\sum_{t=1}^{T} \log p(x_{t} | x_{<t})"),
        (
            "mat(1, 2; 3, 4) vec(a, b)",
            r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} a \\ b \end{pmatrix}",
        ),
        ("x -> oo, a <= b != c", r"x \to \infty, a \le b \neq c"),
        ("a &= b \\\n &= c", r"\begin{aligned} a & = b \\ & = c \end{aligned}"),
        ('op("softmax")(z) dot.op sqrt(d_k)', r"\operatorname{softmax}(z) \cdot \sqrt{d_{k}}"),
        ("f'(x) arrow.r.double lr(|x|)", r"f'(x) \Rightarrow |x|"),
        ('cases(1 "if" x > 0, 0)', r"\begin{cases} 1 \text{if} x > 0 \\ 0 \end{cases}"),
        ("a #h(1em) b", "a b"),
        ("{x : ||x|| > 1}", r"\{x : \| x\| > 1\}"),
    ],
)
def test_typst_mathematics_becomes_latex(typst: str, latex: str) -> None:
    assert write_latex(typst).replace("  ", " ") == latex


def test_polylux_slides_take_their_heading_as_title() -> None:
    deck = read(
        '#import "@preview/polylux:0.4.0": *\n'
        '#slide[\n  = First\n  Text\n]\n#slide[\n  = Second\n  #only("2-")[More]\n]'
    )
    assert [(slide.title, slide.text) for slide in deck.slides] == [
        ("First", "First\nText"),
        ("Second", "Second\nMore"),
    ]


def test_options_may_stand_in_a_grid_and_the_right_one_be_coloured() -> None:
    deck = read(
        "== Quiz\nWhich is even?\n#grid(columns: 2, [A) One], [B) #text(fill: green)[Two]], [C) Three], [D) Five])"
    )
    assert deck.slides[0].blocks[1] == Enumeration(
        "A)", (Item("A", "One"), Item("B", "**Two**"), Item("C", "Three"), Item("D", "Five"))
    )


def test_conditions_and_loops_are_followed_as_far_as_they_show_something() -> None:
    deck = read(
        "== A\n#for x in ([one], [two]) { [- #x] }\n#if true [seen] else [hidden]\n"
        "#let f(a, b: [no]) = { a; b }\n#f(b: [yes])[first]"
    )
    text = deck.slides[0].text
    assert [word for word in ("one", "two", "seen", "hidden", "first", "yes", "no") if word in text] == [
        "one",
        "two",
        "seen",
        "first",
        "yes",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "#let f(x) = { f(x); f(x) }\n= A\n#f(1)",
        "#let a = b\n#let b = a\n= A\n#a",
        "= A\n" + "[" * 5000,
        "= A\n" + "#box[" * 5000,
        "= A\n$" + "(" * 5000,
        "```" * 20001,
        "/*" * 50000,
        "= A\n#f(" + "(" * 3000,
        "- " * 20000,
        '#"' * 20000,
        "$" * 49999,
    ],
    ids=range(11),
)
def test_hostile_typst_ends_soon(text: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(DeckError):
        read(text)
    assert time.monotonic() - started < 5
