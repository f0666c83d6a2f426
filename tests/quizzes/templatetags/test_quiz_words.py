"""Numbers and labels as pages show them."""

from decimal import Decimal

import pytest

from quizzes.templatetags.quiz_words import box_word, numbering, points


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("2.000"), "2"), (Decimal("1.50"), "1.5"), (1 / 3, "0.333"), (Decimal(100), "100"), (0, "0"), (None, "")],
)
def test_points_have_as_many_digits_as_it_takes(value, text):
    assert points(value) == text


@pytest.mark.parametrize(
    ("labels", "kind"), [("AB", "A"), ("abc", "a"), ("123", "1"), ("AC", ""), ("1A", ""), ("i", ""), ("B", "")]
)
def test_a_list_numbers_itself_only_where_it_gives_the_same_labels(labels, kind):
    assert numbering([{"label": label, "text": ""} for label in labels]) == kind


def test_every_kind_of_box_has_its_word_or_none():
    assert box_word("key_points") == "Key points"
    assert box_word("quiz") == ""
