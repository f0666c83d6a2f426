"""How points came about."""

from decimal import Decimal

import pytest

from courseapp.gradebook import history, ledger

pytestmark = pytest.mark.django_db


def test_it_tells_everything_the_newest_first_and_what_counts(item, student, assistant):
    ledger.record(item=item, student=student, points=3, origin="submission:1/run:1")
    ledger.record(item=item, student=student, points=7, origin="submission:2/run:1")
    ledger.override(item=item, student=student, points=Decimal(9), author=assistant, reason="On paper.")
    told = history.read(item=item, student=student)
    assert [(event.points, event.by, event.counts) for event in told.events] == [
        (9, "Asta Assistant", True),
        (7, "", False),
        (3, "", False),
    ]
    assert told.events[0].reason == "On paper."
    ledger.withdraw_override(item=item, student=student, author=assistant, reason="The wrong student.")
    told = history.read(item=item, student=student)
    assert [event.counts for event in told.events] == [False, False, True, False]
    assert told.standing.points == 7


def test_all_histories_of_a_student_cost_two_queries(
    course, make_item, student, other_student, django_assert_num_queries
):
    for number in range(5):
        item = make_item(f"quiz:{number}")
        for person in (student, other_student):
            ledger.record(item=item, student=person, points=number, origin=f"attempt:{number}:{person.pk}")
    draft = make_item("quiz:draft", published=False)
    ledger.record(item=draft, student=student, points=1, origin="attempt:draft")
    with django_assert_num_queries(2):
        told = history.read_all(course=course, student=student)
    assert [len(of_item.events) for of_item in told.values()] == [1] * 5
    assert draft.pk not in told
