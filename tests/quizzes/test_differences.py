"""Two texts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.differences import Piece, Row, compare


def test_equal_lines_stand_beside_each_other_and_nothing_is_marked():
    assert compare("One\nTwo", "One\n\nTwo") == [
        Row((Piece("One", False),), (Piece("One", False),)),
        Row((Piece("Two", False),), (Piece("Two", False),)),
    ]


def test_in_a_changed_line_only_the_words_that_differ_are_marked():
    (row,) = compare("Use $W_h$ with the input", "Use $W_x$ with the input")
    assert row.old == (Piece("Use ", False), Piece("$W_h$", True), Piece(" with the input", False))
    assert row.new == (Piece("Use ", False), Piece("$W_x$", True), Piece(" with the input", False))


def test_lines_that_have_nothing_in_common_stand_in_rows_of_their_own():
    rows = compare("Forget gates", "Something entirely different here")
    assert [bool(row.old) for row in rows] == [True, False]
    assert [bool(row.new) for row in rows] == [False, True]


LINES = st.lists(st.text("ab $\\", max_size=12), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_each_side_reads_as_its_text(old, new):
    rows = compare(old, new)
    for side, text in (("old", old), ("new", new)):
        read = ["".join(piece.text for piece in getattr(row, side)) for row in rows if getattr(row, side)]
        assert read == [line.strip() for line in text.splitlines() if line.strip()]
