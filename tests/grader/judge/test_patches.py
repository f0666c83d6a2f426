"""What an answer changes in a text is found in its smallest pieces, and two such changes go into one text."""

import pytest

from grader.judge.patches import find_changes, find_function, merge, write_plainly

TEXT = """def f(a, b):
    c = a * b + 1
    d = c - b
    return (c, d)
"""


def change(*edits):
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a * b", "a"), ("c - b", "c + b")),
        (("a * b", "a"), ("+ 1", "+ 2")),  # in one line
        (("    d = c - b\n", "    d = c\n    d = -d\n"), ("(c, d)", "(d, c)")),
        (("    c = a", "    a = a.T\n    c = a"), ("c - b", "c")),
    ],
)
def test_two_changes_are_made_in_one_text_whichever_comes_first(one, other):
    first, second = (find_changes(TEXT, change(edit)) for edit in (one, other))
    both = change(one, other)
    assert merge(TEXT, first, second) == merge(TEXT, second, first) == both


def test_a_text_with_its_own_changes_is_the_other_text():
    after = change(("a * b", "b"), ("c - b", "c"), ("(c, d)", "(d, c)"))
    assert merge(TEXT, find_changes(TEXT, after), ()) == after


def test_the_same_change_twice_is_made_once():
    changes = find_changes(TEXT, change(("c - b", "c + b")))
    assert merge(TEXT, changes, changes) == change(("c - b", "c + b"))


def test_what_is_changed_in_two_ways_cannot_be_merged():
    first, second = (find_changes(TEXT, change(("c - b", new))) for new in ("c + b", "c * b"))
    assert merge(TEXT, first, second) is None


def test_layout_comments_and_the_files_docstring_say_nothing():
    dressed = '"""Title.\n\nMore."""\n\n' + TEXT.replace("c - b", "(c\n        - b)  # twice")
    assert write_plainly(dressed) == write_plainly(TEXT)


def test_a_function_is_found_in_its_text():
    text = "x = 1\n" + TEXT + "y = 2\n"
    inside = find_function(text, "f")
    assert text[inside.start : inside.stop] == TEXT
    assert len(find_function(text, "g")) == 0
