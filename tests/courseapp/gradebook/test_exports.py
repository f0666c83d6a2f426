"""The gradebook as a file for a spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.gradebook import exports, ledger, table


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", '=HYPERLINK("https://evil.example")']
)
def test_what_a_spreadsheet_would_run_is_made_text(value):
    assert exports.defuse(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "Ada", "7.5", "ada@example.edu", "a=b", "Ann-Marie"])
def test_what_is_harmless_stays_as_it_is(value):
    assert exports.defuse(value) == value


@given(st.text(max_size=20))
def test_nothing_that_is_written_begins_like_a_formula(value):
    assert not exports.defuse(value).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.django_db
def test_the_file_holds_the_table(course, make_item, student, other_student):
    quiz = make_item("quiz:1", title='=cmd|"calc"!A1')
    make_item("quiz:2", title="Gates, and memory", max_points=4)
    student.name = "=Sam"
    student.save()
    ledger.record(item=quiz, student=student, points=Decimal("7.50"), origin="attempt:1")
    text = exports.write_csv(table.read(course=course))
    assert text.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert header == [
        "Name",
        "E-mail",
        "Section",
        '\'=cmd|"calc"!A1 (of 10)',
        "Gates, and memory (of 4)",
        "Total (of 14)",
    ]
    assert rows == [
        ["'=Sam", "sam@example.edu", "Monday group", "7.5", "", "7.5"],
        ["Otto Other", "otto@example.edu", "", "", "", "0"],
    ]
