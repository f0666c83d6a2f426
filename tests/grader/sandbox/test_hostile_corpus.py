"""The corpus is whole: every row of the catalogue's classes is tried by a file, or listed with what guards it."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.grader.corpus import HOSTILE, JUDGED, UPLOADS, read_cases

CLASSES = {"F": 32, "L": 22, "S": 20, "R": 34, "E": 34}
LISTED = re.compile(r"^\| ([A-Z]\d\d) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
DOCUMENT = (ROOT / "docs" / "hostile-corpus.md").read_text(encoding="utf-8")
ROWS = [f"{letter}{number:02}" for letter, count in CLASSES.items() for number in range(1, count + 1)]


def tried() -> Counter[str]:
    uploads = [tomllib.loads(path.read_text(encoding="utf-8")) for path in UPLOADS.glob("*.toml")]
    submissions = [case.expected for case in (*read_cases(HOSTILE), *read_cases(JUDGED))]
    return Counter(row for expected in (*uploads, *submissions) for row in expected["rows"])


def test_every_row_is_tried_or_listed_with_what_guards_it():
    listed = {row for row, _, _ in LISTED.findall(DOCUMENT)}
    assert [row for row in ROWS if row not in tried() and row not in listed] == []
    assert sorted(listed & set(tried())) == [], "tried after all"


def test_every_file_names_rows_that_exist():
    assert [row for row in tried() if row not in ROWS and not re.fullmatch(r"H(0[1-9]|[1-3]\d|4[0-3])", row)] == []


@pytest.mark.parametrize(("path", "name"), NAMED_TEST.findall(DOCUMENT))
def test_a_test_that_is_named_as_a_guard_exists(path, name):
    assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
    assert (ROOT / path).is_file()


def test_the_corpus_is_large():
    assert len([*HOSTILE.glob("*.py"), *JUDGED.glob("*.py"), *UPLOADS.glob("*.toml")]) >= 180
    assert all(isinstance(path, Path) for path in (HOSTILE, JUDGED, UPLOADS))
