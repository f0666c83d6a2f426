import io
import time
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from quizzes.drafting import find_questions
from quizzes.slides import Bullet, Bullets, DeckError, Enumeration, Item, Paragraph, Table, read_deck
from quizzes.slides.office_math import write_latex

GATING = Path(__file__).parent / "decks" / "gating.pptx"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def test_slides_titles_and_structure_are_kept() -> None:
    deck = read_deck(GATING.name, GATING.read_bytes())
    assert (deck.title, deck.format) == ("Gating in Short", "powerpoint")
    assert [slide.title for slide in deck.slides] == [
        "Gating in Short",
        "What a gate does",
        "Pop Quiz #1",
        "Quick question",
        "Key Takeaways",
    ]
    assert deck.slides[1].blocks == (
        Bullets(
            (
                Bullet(0, "Keeps **what matters**"),
                Bullet(1, "of the past"),
                Bullet(0, "Drops the rest"),
                Bullet(0, r"$h_{t}=\frac{1}{1+e^{-x}}$"),
            )
        ),
        Table((("gate", "range"), ("update", "0 to 1"))),
    )
    assert deck.slides[3].blocks == (
        Paragraph("How many gates has a GRU?"),
        Enumeration("A.", (Item("A", "One"), Item("B", "**Two**"), Item("C", "Three"), Item("D", "Four"))),
    )


def test_what_only_the_speaker_sees_answers_but_is_not_shown() -> None:
    deck = read_deck(GATING.name, GATING.read_bytes())
    assert "Answer" not in deck.slides[2].text
    question = find_questions(deck)[0]
    assert (question.stem, question.options) == (
        "Which activation does a gate use?",
        ("tanh", "the sigmoid", "none"),
    )
    assert (question.correct, question.explanation) == ((1,), "It stays between 0 and 1")
    assert "Wait a minute" not in question.explanation


@pytest.mark.parametrize(
    ("omml", "latex"),
    [
        ("<r><t>αx≤∞</t></r>", r"\alpha x\le \infty"),
        ("<rad><deg/><e><r><t>x</t></r></e></rad>", r"\sqrt{x}"),
        (
            '<nary><naryPr><chr val="∑"/></naryPr><sub><r><t>i</t></r></sub><sup><r><t>n</t></r></sup>'
            "<e><r><t>i</t></r></e></nary>",
            r"\sum_{i}^{n} i",
        ),
        ("<d><e><r><t>x,y</t></r></e></d>", "(x,y)"),
        ("<func><fName><r><t>tanh</t></r></fName><e><r><t>x</t></r></e></func>", r"\tanh x"),
        ('<acc><accPr><chr val="̃"/></accPr><e><r><t>h</t></r></e></acc>', r"\tilde{h}"),
        ("<m><mr><e><r><t>1</t></r></e><e><r><t>2</t></r></e></mr></m>", r"\begin{matrix} 1 & 2 \end{matrix}"),
        ("<r><t>𝑊𝐱</t></r>", "Wx"),
        ("<f>" * 100 + "</f>" * 100, None),
    ],
    ids=range(9),
)
def test_office_mathematics_becomes_latex(omml: str, latex: str | None) -> None:
    qualified = omml.replace(" val=", " m:val=").replace("<", "<m:").replace("<m:/", "</m:")
    written = write_latex(fromstring(f'<m:oMath xmlns:m="{MATH}">{qualified}</m:oMath>'))
    assert latex is None or written == latex


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def changed(name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(GATING) as archive:
        return packed({each: data if each == name else archive.read(each) for each in archive.namelist()})


SLIDE = "ppt/slides/slide2.xml"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)


@pytest.mark.parametrize(
    "data",
    [
        changed(SLIDE, b" " * (200 << 20)),
        changed(SLIDE, LAUGHS),
        changed(SLIDE, b"<a>" * 100_000),
        changed(SLIDE, b"<a>" * 100_000 + b"</a>" * 100_000),
        changed("ppt/presentation.xml", b"<x/>"),
        packed({"a": b"b"}),
        packed({str(place): b"" for place in range(20_001)}),
    ],
    ids=["bomb", "laughs", "unclosed", "deep", "empty", "no deck", "members"],
)
def test_a_hostile_file_ends_soon_with_a_sentence(data: bytes) -> None:
    started = time.monotonic()
    try:
        read_deck("deck.pptx", data)  # what is strange but harmless may be read
    except DeckError as error:
        assert str(error).endswith(".")  # noqa: PT017
    assert time.monotonic() - started < 10


def test_damaged_files_give_a_deck_or_the_readers_own_error() -> None:
    data = GATING.read_bytes()
    for place in range(0, len(data), 397):
        broken = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            read_deck("deck.pptx", broken)
        except DeckError as error:
            assert str(error).endswith(".")  # noqa: PT017
        with pytest.raises(DeckError):
            read_deck("deck.pptx", data[:place])
