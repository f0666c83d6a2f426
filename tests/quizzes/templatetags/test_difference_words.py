"""Words of a changed line, with their mathematics typeset."""

import pytest

from quizzes.differences import Piece
from quizzes.templatetags.difference_words import words


def test_formulas_are_typeset_and_words_keep_the_spaces_around_them():
    html = words(Piece(" let $f_t = 0$ be ", False))
    assert html.startswith(" let <span")
    assert html.endswith("</span> be ")
    assert "katex" in html
    assert "$" not in html.replace("<annotation", "").split("annotation")[0]


@pytest.mark.parametrize("text", ["it costs $5 and $6", "a & b", "one $ sign", "$ x $"])
def test_what_is_no_formula_is_said_as_it_is(text):
    assert words(Piece(text, True)) == text.replace("&", "&amp;")


def test_mark_up_is_words_here():
    assert words(Piece("<b>", False)) == "&lt;b&gt;"


def test_marks_of_bold_show_only_where_just_they_changed():
    assert words(Piece("**bold", True)) == "bold"
    assert words(Piece("**", False)) == ""
    assert words(Piece("**", True)) == "**"
