"""Which slide of a newer file stands for which one of the older."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from quizzes.matching import LEAST_ALIKE, Match, Page, compare, match


def page(title: str, body: str = "") -> Page:
    text = f"{title}\n{body}"
    return Page(title, text, hashlib.sha256(text.encode()).hexdigest())


GATES = page("Gates", "A gate is a number between 0 and 1 that says how much passes")
CELLS = page("Cells", "The cell state runs through all time steps and is changed by gates only")
DECAY = page("Decay", "Gradients shrink when the recurrent weights are small")
NEWER_GATES = page("Gates", "A gate is a vector of numbers between 0 and 1 that says how much passes")


def test_a_deck_matches_itself_slide_by_slide():
    assert match([GATES, CELLS, DECAY], [GATES, CELLS, DECAY]) == [Match(i, i, "same") for i in range(3)]


def test_a_slide_put_in_between_moves_none_of_the_others():
    assert match([GATES, CELLS], [GATES, DECAY, CELLS]) == [Match(0, 0, "same"), Match(1, 2, "same")]


def test_a_slide_that_went_to_the_front_moved_and_the_others_did_not():
    found = match([GATES, CELLS, DECAY], [DECAY, GATES, CELLS])
    assert found == [Match(2, 0, "moved"), Match(0, 1, "same"), Match(1, 2, "same")]


def test_a_slide_with_a_few_other_words_was_edited_even_where_it_moved():
    assert match([GATES, CELLS], [CELLS, NEWER_GATES]) == [Match(1, 0, "same"), Match(0, 1, "edited")]


def test_a_slide_that_says_something_else_is_another_one():
    assert match([GATES], [DECAY]) == []
    assert compare(GATES, DECAY) < LEAST_ALIKE < compare(GATES, NEWER_GATES)


def test_copies_of_a_slide_are_matched_one_with_one():
    assert match([GATES, GATES], [GATES, GATES, GATES]) == [Match(0, 0, "same"), Match(1, 1, "same")]


@given(st.lists(st.integers(0, 8), max_size=12), st.lists(st.integers(0, 8), max_size=12))
def test_each_slide_is_matched_once_and_equal_ones_before_all_others(old, new):
    several = [page(f"Slide {n}", f"word{n} " * 3 + "and the rest") for n in range(9)]
    matches = match([several[n] for n in old], [several[n] for n in new])
    assert len({each.old for each in matches}) == len({each.new for each in matches}) == len(matches)
    equal = sum(min(old.count(n), new.count(n)) for n in range(9))
    assert sum(each.kind != "edited" for each in matches) == equal
    assert all(old[each.old] == new[each.new] for each in matches if each.kind != "edited")
    in_order = [each.old for each in matches if each.kind == "same"]
    assert in_order == sorted(in_order)
