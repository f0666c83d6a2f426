"""Decks exported as web pages: whatever made them, their slides are read; whatever else a page holds is not."""

import time

import pytest

from quizzes.drafting import FoundQuestion, find_questions
from quizzes.slides import Code, Deck, DeckError, Table, read_deck
from quizzes.slides.deck import Paragraph

REMARK = """<html><head><title>Gates</title></head><body><textarea id="source">
# Quiz

How many gates has a GRU?

A. One
B. Two

--

Answer: B

---

# Next

<b>bold</b> text
</textarea><script>remark.create()</script></body></html>"""
NBCONVERT = """<section><section><div class="jp-Cell"><h1>Quiz<a class="anchor-link" href="#quiz">&#182;</a></h1>
<p>How many gates has a GRU?</p><ul><li>A) One</li><li>B) Two</li></ul></div></section>
<section><h2>Answer</h2><p>B</p></section></section>"""
KATEX = """<section><h2>Quiz</h2><p>How many gates has <span class="katex"><math><semantics><mi>G</mi>
<annotation encoding="application/x-tex">G_{t}</annotation></semantics></math><span class="katex-html">G</span></span>?
</p><ol type="A"><li>One</li><li class="correct">Two</li></ol></section>"""
TICKED = """<h1>Gates</h1><h2>Quiz</h2><p>How many gates has a GRU?</p>
<ul><li><input type="checkbox"> One</li><li><input type="checkbox" checked> Two</li></ul>"""
TEMPLATE = """<div class="slides"><section data-markdown><textarea data-template>
# Quiz

How many gates has a GRU?

- A) One
- B) Two <!-- .element: class="fragment highlight-green" -->
</textarea></section></div>"""


def read(text: str) -> Deck:
    return read_deck("deck.html", text.encode())


def find(text: str) -> tuple[FoundQuestion, ...]:
    return find_questions(read(text))


@pytest.mark.parametrize("page", [REMARK, NBCONVERT, KATEX, TICKED, TEMPLATE], ids=range(5))
def test_the_question_on_a_page_is_found_whatever_made_the_page(page: str) -> None:
    (question,) = find(page)
    assert (question.label, question.options, question.correct) == ("Quiz", ("One", "Two"), (1,))


def test_mathematics_is_read_from_what_it_was_written_in() -> None:
    assert find(KATEX)[0].stem == "How many gates has $G_{t}$?"
    deck = read(r"<section><h2>Sum</h2><p>a \(x_1*y\) b</p><p>\[ x^2 \]</p></section>")
    assert [str(getattr(block, "latex", getattr(block, "text", ""))) for block in deck.slides[0].blocks] == [
        "a $x_1*y$ b",
        "x^2",
    ]


def test_code_and_tables_keep_their_form() -> None:
    page = """<section><h2>Code</h2><pre><code class="sourceCode python">if x < 1:
    y *= 2</code></pre><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></section>"""
    assert read(page).slides[0].blocks == (Code("if x < 1:\n    y *= 2", "python"), Table((("a", "b"), ("1", "2"))))


def test_what_no_slide_shows_is_left_out() -> None:
    page = """<html><head><style>p { color: red }</style></head><body><nav>Menu</nav><section><h2>Gates</h2>
<p>2 * 3 &lt; 7 &amp; a_b</p><img alt="a gate" src="data:image/png;base64,AAAA"><script>alert(1)</script></section>
<section data-visibility="hidden"><h2>Later</h2></section></body></html>"""
    (slide,) = read(page).slides
    assert slide.blocks[0] == Paragraph(r"2 \* 3 < 7 & a\_b")
    assert "a gate" in slide.text
    assert "Menu" not in slide.text


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>" + "x" * 100, "<p>" + "word " * 2_000_000])
def test_a_page_without_slides_says_what_to_do(page: str) -> None:
    with pytest.raises(DeckError, match="Please"):
        read(page)


def test_hostile_pages_end_soon() -> None:
    started = time.process_time()
    for page in (
        "<" * 20_000,
        "<section>" * 5_000 + "x",
        "<ul><li>" * 5_000 + "x",
        "<div class='box'>" * 5_000 + "x",
        "<!DOCTYPE" + "[" * 5_000,
        "<section><pre>" * 2_000 + "x",
        r"<section>\(" * 5_000 + "x</section>",
        "<table>" * 3_000 + "<tr><td>" * 3_000 + "x",
    ):
        try:
            find(page)
        except DeckError:
            continue
    assert time.process_time() - started < 20
