"""From what was recorded to what counts."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.gradebook import policies
from courseapp.gradebook.policies import Counting, Kind, Standing


@dataclass(frozen=True)
class Entry:
    kind: str
    points: Decimal | None = None
    origin: str = ""


COUNTER = count(1)


def result(points: float) -> Entry:
    return Entry(Kind.RESULT, Decimal(str(points)), f"attempt:{next(COUNTER)}")


def run(points: float, submission: int, number: int) -> Entry:
    return Entry(Kind.RESULT, Decimal(str(points)), f"submission:{submission}/run:{number}")


def by_hand(points: float) -> Entry:
    return Entry(Kind.OVERRIDE, Decimal(str(points)), f"override:{next(COUNTER)}")


WITHDRAWN = Entry(Kind.WITHDRAWAL)
BEST, LAST = Counting.BEST, Counting.LAST


@pytest.mark.parametrize(
    ("entries", "counting", "points", "decided_by"),
    [
        ([], BEST, None, None),
        ([result(0)], BEST, 0, 0),
        ([result(3), result(7), result(5)], BEST, 7, 1),
        ([result(3), result(7), result(5)], LAST, 5, 2),
        ([result(7), result(7)], BEST, 7, 0),
        ([by_hand(4)], BEST, 4, 0),
        ([result(9), by_hand(4)], BEST, 4, 1),
        ([by_hand(4), result(9)], LAST, 4, 0),
        ([by_hand(4), by_hand(6)], BEST, 6, 1),
        ([result(9), by_hand(4), WITHDRAWN], BEST, 9, 0),
        ([by_hand(4), by_hand(6), WITHDRAWN], BEST, None, None),
        ([by_hand(4), WITHDRAWN, result(2)], BEST, 2, 2),
        ([by_hand(4), WITHDRAWN, by_hand(5)], BEST, 5, 2),
        ([WITHDRAWN], BEST, None, None),
        ([WITHDRAWN, result(1)], LAST, 1, 1),
    ],
)
def test_what_counts(entries, counting, points, decided_by):
    standing = policies.settle(entries=entries, counting=counting)
    assert (standing.points, standing.decided_by) == (points, decided_by)


ENTRIES = st.lists(
    st.builds(result, st.integers(0, 10)) | st.builds(by_hand, st.integers(0, 10)) | st.just(WITHDRAWN), max_size=8
)


@given(entries=ENTRIES, counting=st.sampled_from(Counting))
def test_what_counts_was_recorded(entries, counting):
    standing = policies.settle(entries=entries, counting=counting)
    if standing.decided_by is None and standing.points is not None:
        results = [entry.points for entry in entries if entry.kind == Kind.RESULT]
        assert counting == Counting.AVERAGE
        assert min(results) <= standing.points <= max(results)
    elif standing.decided_by is None:
        assert standing == Standing()
        assert all(entry.kind != Kind.RESULT for entry in entries)
    else:
        entry = entries[standing.decided_by]
        assert entry.points == standing.points
        assert standing.is_override == (entry.kind == Kind.OVERRIDE)


@given(entries=ENTRIES, counting=st.sampled_from(Counting), points=st.integers(0, 10))
def test_an_override_counts_until_it_is_withdrawn(entries, counting, points):
    overridden = [*entries, by_hand(points)]
    assert policies.settle(entries=overridden, counting=counting).points == points
    withdrawn = policies.settle(entries=[*overridden, WITHDRAWN], counting=counting)
    only_results = [entry for entry in entries if entry.kind == Kind.RESULT]
    assert withdrawn.points == policies.settle(entries=only_results, counting=counting).points


@given(entries=ENTRIES, points=st.integers(0, 10))
def test_where_the_best_counts_another_try_never_costs_anything(entries, points):
    before = policies.settle(entries=entries, counting=BEST).points
    after = policies.settle(entries=[*entries, result(points)], counting=BEST).points
    assert after is not None
    assert before is None or after >= before


@pytest.mark.parametrize(
    ("entries", "counting", "points", "decided_by"),
    [
        ([run(9, 1, 1), run(4, 1, 2)], BEST, 4, 1),
        ([run(9, 1, 1), run(6, 2, 1), run(4, 1, 2)], BEST, 6, 1),
        ([run(9, 1, 1), run(6, 2, 1), run(8, 1, 2)], LAST, 6, 1),
        ([run(9, 1, 1), run(6, 2, 1), run(8, 1, 2), run(7, 2, 2)], LAST, 7, 3),
        ([run(3, 1, 1), run(9, 1, 2), run(5, 1, 3)], BEST, 5, 2),
        ([run(3, 1, 1), run(3, 11, 1), run(1, 1, 2)], BEST, 3, 1),
        ([run(9, 1, 1), by_hand(2), run(4, 1, 2)], BEST, 2, 1),
        ([run(9, 1, 1), by_hand(2), run(4, 1, 2), WITHDRAWN], BEST, 4, 2),
    ],
)
def test_what_was_graded_again_counts_as_it_came_out_the_last_time(entries, counting, points, decided_by):
    standing = policies.settle(entries=entries, counting=counting)
    assert (standing.points, standing.decided_by) == (points, decided_by)


def test_a_sum_passes_over_what_is_missing():
    assert policies.add_up([Decimal("1.5"), None, Decimal(2)]) == Decimal("3.5")
    assert policies.add_up([]) == 0
