"""The ledger: entries are added, never changed."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from courseapp.gradebook import ledger
from courseapp.gradebook.ledger import LedgerError
from courseapp.gradebook.models import GradeEntry, GradeItem

pytestmark = pytest.mark.django_db


def test_a_result_is_recorded_to_a_thousandth(item, student):
    entry = ledger.record(item=item, student=student, points=2 / 3, origin="attempt:1")
    assert (entry.points, entry.kind) == (Decimal("0.667"), GradeEntry.Kind.RESULT)


def test_recording_the_same_origin_again_records_nothing(item, student):
    first = ledger.record(item=item, student=student, points=4, origin="attempt:1")
    again = ledger.record(item=item, student=student, points=Decimal("4.0"), origin="attempt:1")
    assert again == first
    assert GradeEntry.objects.count() == 1


def test_one_origin_cannot_have_two_results(item, student, other_student):
    ledger.record(item=item, student=student, points=4, origin="attempt:1")
    for person, points in ((student, 5), (other_student, 4)):
        with pytest.raises(LedgerError, match="already recorded"):
            ledger.record(item=item, student=person, points=points, origin="attempt:1")


@pytest.mark.parametrize("points", [-1, 10.01, float("nan"), float("inf"), Decimal("NaN")])
def test_points_lie_between_nothing_and_the_maximum(item, student, points):
    with pytest.raises(LedgerError, match="takes 0 to 10"):
        ledger.record(item=item, student=student, points=points, origin="attempt:1")


def test_what_the_database_refuses_is_not_taken_for_a_repetition(student, course):
    lost = GradeItem(course=course, key="quiz:x", max_points=Decimal(10))
    with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
        ledger.record(item=lost, student=student, points=1, origin="attempt:1")


def test_an_override_carries_its_author_and_reason(item, student, assistant):
    entry = ledger.override(item=item, student=student, points=Decimal(9), author=assistant, reason=" On paper. ")
    assert (entry.author, entry.reason, entry.points) == (assistant, "On paper.", Decimal(9))


def test_nothing_is_set_by_hand_without_a_reason(item, student, assistant):
    with pytest.raises(LedgerError, match="Say why"):
        ledger.override(item=item, student=student, points=Decimal(9), author=assistant, reason="  ")
    with pytest.raises(LedgerError, match="Say why"):
        ledger.withdraw_override(item=item, student=student, author=assistant, reason="")


def test_entries_are_neither_changed_nor_deleted(item, student):
    entry = ledger.record(item=item, student=student, points=4, origin="attempt:1")
    entry.points = Decimal(10)
    for attempt in (
        entry.save,
        entry.delete,
        GradeEntry.objects.all().delete,
        lambda: GradeEntry.objects.update(points=10),
    ):
        with pytest.raises(TypeError, match=r"record another one"):
            attempt()
    assert GradeEntry.objects.get().points == 4


def test_entries_are_not_changed_many_at_once(item, student):
    entry = ledger.record(item=item, student=student, points=4, origin="attempt:1")
    entry.points = Decimal(10)
    with pytest.raises(TypeError, match="record another one"), transaction.atomic():
        GradeEntry.objects.bulk_update([entry], ["points"])
    assert GradeEntry.objects.get().points == 4


def test_the_database_itself_refuses_an_override_without_a_reason(item, student, assistant):
    with pytest.raises(IntegrityError), transaction.atomic():
        GradeEntry.objects.bulk_create(
            [GradeEntry(item=item, student=student, kind="override", points=1, author=assistant, origin="x")]
        )
