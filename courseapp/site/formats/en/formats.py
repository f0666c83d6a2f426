"""Dates as times.js writes them too, with the zone, so that nobody without scripts misses a deadline by hours."""

DATE_FORMAT = "D j M Y"
DATETIME_FORMAT = "D j M Y, H:i T"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
