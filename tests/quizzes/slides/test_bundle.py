"""Decks that come as several files: the main one is found, what it includes is followed, and nothing else happens."""

import stat
import zipfile
from io import BytesIO

import pytest

from quizzes.drafting import find_questions
from quizzes.slides import Deck, DeckError, bundle, read_deck

MAIN = rb"""\documentclass{beamer}
\usepackage{valves}
\title{Valves}
\begin{document}
% \input{not-here}
\input{parts/quiz}
\include{parts/end}
\end{document}
"""
STYLE = rb"\ProvidesPackage{valves}\newtcolorbox{ask}{title=Quiz}\newcommand{\valve}{valve}"
QUIZ = rb"""\begin{frame}{A \valve}\begin{ask}Which is shut?
\begin{enumerate}[A)]\item 0\item 1\end{enumerate}\end{ask}\pause Answer: A\end{frame}"""
END = rb"\begin{frame}{The end}\includegraphics{shut}\end{frame}"
LATEX = {
    "talk/valves.tex": MAIN,
    "talk/valves.sty": STYLE,
    "talk/parts/quiz.tex": QUIZ,
    "talk/parts/end.tex": END,
    "talk/shut.png": b"\x89PNG",
    "talk/README.md": b"# How to build",
    "__MACOSX/talk/._valves.tex": b"\x00\x05",
}


def read(files: dict[str, bytes]) -> Deck:
    return read_deck("talk.zip", bundle.pack(files))


def test_a_latex_deck_in_parts_is_read_as_if_it_were_one_file() -> None:
    deck = read(LATEX)
    assert [slide.title for slide in deck.slides] == ["A valve", "The end"]
    (question,) = find_questions(deck)
    assert (question.stem, question.options, question.correct) == ("Which is shut?", ("0", "1"), (0,))


def test_parts_are_found_where_the_folders_were_lost() -> None:
    flat = {name.rpartition("/")[2]: data for name, data in LATEX.items() if not name.startswith("__")}
    assert read(flat) == read(LATEX)


def test_typst_and_quarto_include_too() -> None:
    typst = read(
        {
            "a.typ": b'#import "own.typ": *\n#include "b.typ"\n== Last',
            "own.typ": b"#let x = [n]",
            "b.typ": b"== First\n#x",
        }
    )
    assert [slide.title for slide in typst.slides] == ["First", "Last"]
    quarto = read({"a.qmd": b"## First\n\ntext\n\n{{< include _b.qmd >}}\n", "_b.qmd": b"## Last\n\n![a valve](v.png)"})
    assert [slide.title for slide in quarto.slides] == ["First", "Last"]
    assert "a valve" in quarto.slides[1].text


def test_the_pdf_beside_the_source_shows_it() -> None:
    files = LATEX | {"talk/valves.pdf": b"%PDF-1.7", "talk/figure.pdf": b"%PDF-1.4"}
    assert bundle.find_pdf("talk.zip", bundle.pack(files)) == b"%PDF-1.7"
    assert bundle.find_pdf("talk.zip", bundle.pack(LATEX)) is None
    assert bundle.find_pdf("talk.pptx", bundle.pack(files)) is None


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.md": b"# A", "b.md": b"# B"}, "several decks (a.md, b.md)"),
        ({"a.png": b"x"}, "no deck among these files"),
        ({"a.pdf": b"%PDF-1.7"}, "upload the PDF itself"),
        ({"a.tex": rb"\documentclass{beamer}\input{b}", "b.tex": rb"\input{c}", "c.tex": rb"\input{b}"}, "without end"),
        ({"../../a.md": b"# A"}, "outside of its folder"),
        ({"/etc/a.md": b"# A"}, "outside of its folder"),
        ({"a.md": b"# A\n" + b"x" * 6_000_000}, "unpacks to more"),
        ({f"{number}.md": b"x" * 500_000 for number in range(60)}, "unpacks to more"),
        ({f"{number}.md": b"x" for number in range(501)}, "more than 500 files"),
        ({"a.md": b"\xe4\xf6\xfc is latin"}, "a.md: This file is not UTF-8"),
        ({"a.tex": rb"\documentclass{beamer}"}, "a.tex: There are no frames"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(files: dict[str, bytes], message: str) -> None:
    with pytest.raises(DeckError) as caught:
        read(files)
    assert message in str(caught.value)


def test_a_damaged_zip_is_refused() -> None:
    whole = bundle.pack(LATEX)
    for cut in (b"PK\x03\x04", whole[: len(whole) // 2], whole[:60] + b"\xff" * 200 + whole[260:]):
        with pytest.raises(DeckError):
            read_deck("talk.zip", cut)


def test_links_are_not_followed() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.md", "# A\n\ntext")
        link = zipfile.ZipInfo("b.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert [slide.title for slide in read_deck("talk.zip", buffer.getvalue()).slides] == ["A"]


def test_the_same_files_give_the_same_deck() -> None:
    assert bundle.pack(LATEX) == bundle.pack(dict(reversed(LATEX.items())))
