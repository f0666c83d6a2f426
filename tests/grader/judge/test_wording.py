"""How numbers read."""

import pytest

from grader.judge.wording import write_error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (0.0, "0"),
        (0.4821, "0.48"),
        (0.00123, "0.0012"),
        (1e-7, "10⁻⁷"),
        (4.84e-7, "4.8 × 10⁻⁷"),
        (37.2, "37"),
        (1.5e12, "1.5 × 10¹²"),
        (float("inf"), "infinite"),
        (float("nan"), "not a number"),
    ],
)
def test_an_error_is_written_as_people_read_it(error, words):
    assert write_error(error) == words
