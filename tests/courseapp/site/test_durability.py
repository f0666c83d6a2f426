"""What may be lost with the power is not waited for, and all that follows is."""

import pytest
from django.db import connection, transaction

from courseapp.accounts.models import User
from courseapp.site.durability import forgettable

FULL, NORMAL = 2, 1


@pytest.fixture
def read_level():
    if connection.vendor != "sqlite":
        pytest.skip("how durable a write is, is asked of SQLite here")

    def read() -> int:
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA synchronous").fetchone()[0]

    return read


@pytest.mark.django_db(transaction=True)
def test_only_what_is_written_inside_is_not_waited_for(read_level):
    assert read_level() == FULL
    with forgettable():
        assert read_level() == NORMAL
        User.objects.create(email="new@example.edu", name="New")
    assert read_level() == FULL
    assert User.objects.filter(email="new@example.edu").exists()


@pytest.mark.django_db(transaction=True)
def test_a_failure_inside_does_not_make_later_writes_less_durable(read_level):
    with pytest.raises(ZeroDivisionError), forgettable():
        raise ZeroDivisionError
    assert read_level() == FULL


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_it_is_as_durable_as_that(read_level):
    with transaction.atomic(), forgettable():
        User.objects.create(email="new@example.edu", name="New")
        assert read_level() == FULL
