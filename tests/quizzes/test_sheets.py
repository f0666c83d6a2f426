"""Which word of which page counts."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quizzes import sheets
from quizzes.models import Answer
from quizzes.sheets import Entry, Fate, Sheet

HERE, THERE = "a" * 16, "b" * 16
OLD, NEW = {"choice": ["0"]}, {"choice": ["1"]}


def decide(*, stored=None, revision=0, tab="", sequence=0, says=NEW, saw=0, shown=None, page=HERE, count=1) -> Fate:
    answer = Answer(position=1, data=stored, revision=revision, tab=tab, sequence=sequence)
    entry = Entry(1, {}, revision=saw, shown=sheets.digest(shown))
    return sheets.decide(answer=answer, data=says, entry=entry, sheet=Sheet((entry,), tab=page, sequence=count))


def test_a_first_answer_is_written():
    assert decide() is Fate.WRITE


def test_a_page_that_shows_the_current_answer_may_replace_it():
    assert decide(stored=OLD, revision=3, tab=THERE, saw=3, shown=OLD) is Fate.WRITE


def test_a_pages_later_word_replaces_its_earlier_one_though_the_page_was_not_drawn_again():
    assert decide(stored=OLD, revision=1, tab=HERE, sequence=1, count=2) is Fate.WRITE


def test_a_pages_earlier_word_that_was_held_up_does_not_come_back():
    assert decide(stored=OLD, revision=1, tab=HERE, sequence=5, count=2, saw=1) is Fate.CONFLICT


def test_a_repeated_request_is_the_same():
    assert decide(stored=NEW, revision=1, tab=HERE, sequence=1) is Fate.SAME


def test_two_pages_that_say_different_things_are_in_conflict():
    assert decide(stored=OLD, revision=1, tab=THERE, sequence=1) is Fate.CONFLICT


def test_an_answer_that_this_page_never_touched_is_left_as_another_page_wrote_it():
    assert decide(stored=NEW, revision=1, tab=THERE, says=None, shown=None) is Fate.ELSEWHERE


def test_without_scripts_an_older_page_of_the_same_tab_is_in_conflict_too():
    assert decide(stored=OLD, revision=1, tab=HERE, sequence=0, count=0) is Fate.CONFLICT


def test_a_form_is_read_into_entries():
    form = QueryDict(f"tab={HERE}&sequence=7&q2.choice=1&q2.seen=3:0123456789ab&csrfmiddlewaretoken=x&other=1")
    sheet = sheets.read(form)
    assert (sheet.tab, sheet.sequence) == (HERE, 7)
    assert sheet.entries == (Entry(2, {"choice": ["1"]}, revision=3, shown="0123456789ab"),)


def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing():
    entry = sheets.read(QueryDict("q1.choice=1")).entries[0]
    answer = Answer(position=1, data=OLD, revision=0)
    assert sheets.decide(answer=answer, data=NEW, entry=entry, sheet=Sheet((entry,))) is Fate.CONFLICT


def test_what_a_page_carries_along_is_read_back():
    answer = Answer(position=4, data=OLD, revision=12)
    form = QueryDict(mutable=True)
    form[f"{sheets.prefix(4)}seen"] = sheets.describe_seen(answer)
    assert sheets.read(form).entries == (Entry(4, {}, revision=12, shown=sheets.digest(OLD)),)


def test_speaking_of_one_question_only():
    sheet = sheets.read(QueryDict("q1.choice=1&q2.choice=0"))
    assert [entry.position for entry in sheet.only(2).entries] == [2]
    assert sheet.only(9).entries == (Entry(9, {}),)


@pytest.mark.parametrize(
    "text", ["sequence=-1", "sequence=x", "sequence=9999999999999", "tab=<b>", "tab=%00", "q.choice=1"]
)
def test_nonsense_is_read_without_complaint(text):
    sheet = sheets.read(QueryDict(text))
    assert 0 <= sheet.sequence < 2**31
    assert sheet.tab == ""


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=8), max_size=3), max_size=5))
def test_any_form_can_be_read(form):
    posted = QueryDict(mutable=True)
    for name, values in form.items():
        posted.setlist(name, values)
    assert isinstance(sheets.read(posted), Sheet)
