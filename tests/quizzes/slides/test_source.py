import pytest

from quizzes.slides import DeckError, read_deck


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\f\n ", "empty"),
        ("a.txt", "\u200b\ue123".encode(), "no text"),
        ("a.txt", b"caf\xe9", "encoding UTF-8"),
        ("a.txt", "Title".encode("utf-16"), "encoding UTF-8"),
        ("a.txt", b"\x00\x01\x02", "not text"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.pptx", b"PK\x03\x04", "PowerPoint"),
        ("a.ppt", b"\xd0\xcf\x11\xe0", "old kind"),
        ("a.pptx", b"\xd0\xcf\x11\xe0", "password"),
        ("a.txt", b"PK\x03\x04", "ending"),
        ("a.typ", b"// nothing", "no slides"),
        ("a.ipynb", b"[" * 100_000, "notebook"),
        ("a.html", b"<html>", "no slides"),
        ("a.tex", b"\\documentclass{beamer}", "no frames"),
        ("a.ipynb", b"{}", "no notebook"),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
        ("a.txt", b"x" * 100_001, "Line 1 is longer"),
        ("a.txt", b"x\n" * 50_001, "50,000 lines"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(DeckError, match=advice) as failure:
        read_deck(name, data)
    assert str(failure.value).endswith(".")
