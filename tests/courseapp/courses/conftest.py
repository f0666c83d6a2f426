"""The parts above the courses have nothing to say in these tests."""

import pytest


@pytest.fixture(autouse=True)
def quiet_parts(settings) -> None:
    settings.COURSE_ATTENTION = []
    settings.SITE_NOTICES = []
