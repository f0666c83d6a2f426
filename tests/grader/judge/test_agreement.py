import numpy as np
import pytest

from grader.judge.agreement import describe_entries


def mask(*wrong, shape=(4, 5)):
    made = np.zeros(shape, dtype=bool)
    for index in wrong:
        made[index] = True
    return made


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (mask(), ""),
        (mask(slice(None)), ""),
        (mask((1, 2), (3, 0)), "only at [1, 2], [3, 0]"),
        (mask(2), "only in row 2"),
        (mask((slice(None), 1), (slice(None), 3)), "only in columns 1, 3"),
        (mask((0, 0), (1, 1), (2, 2), (3, 3)), "in 4 of 20 entries"),
        (mask(slice(0, 4), shape=(6,)), "in 4 of 6 entries"),
    ],
)
def test_where_a_gradient_is_wrong_is_said_in_words(wrong, words):
    assert describe_entries(wrong) == words
