"""Dates without scripts."""

from datetime import UTC, datetime

from django.utils.formats import date_format


def test_a_moment_is_written_with_its_day_its_hour_and_its_zone():
    moment = datetime(2026, 12, 19, 18, 0, tzinfo=UTC)
    assert date_format(moment, "DATETIME_FORMAT") == "Sat 19 Dec 2026, 18:00 UTC"
