"""The honest corpus is whole: every row of the catalogue's class H is shown, or listed with what guards it."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

FOLDER = Path(__file__).parent.parent / "honest"
DOCUMENT = (ROOT / "docs" / "honest-corpus.md").read_text(encoding="utf-8")
ROWS = [f"H{number:02}" for number in range(1, 44)]
LISTED = re.findall(r"^\| (H\d\d) \| [^|]+ \| [^|]+ \|$", DOCUMENT, re.MULTILINE)


def shown() -> set[str]:
    headers = [path.read_text(encoding="utf-8") for path in FOLDER.glob("accidents/*.toml")]
    for path in FOLDER.glob("*.py"):
        headers.append("\n".join(re.findall(r"^#: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)))
    return {row for header in headers for row in tomllib.loads(header).get("rows", [])}


def test_every_row_is_shown_or_listed_with_what_guards_it():
    assert [row for row in ROWS if row not in shown() and row not in LISTED] == []
    assert sorted(shown() & set(LISTED)) == [], "shown after all"


def test_every_row_that_is_named_exists():
    assert sorted({*shown(), *LISTED} - set(ROWS)) == []


def test_every_accident_names_its_rows():
    for path in FOLDER.glob("accidents/*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["rows"], path.name


@pytest.mark.parametrize(("path", "name"), re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", DOCUMENT))
def test_a_test_that_is_named_as_a_guard_exists(path, name):
    assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
