"""Pages of quizzes, without what other parts of the site put on every page."""

import pytest


@pytest.fixture(autouse=True)
def no_notices(settings) -> None:
    """The site asks for its notices every few seconds, which would make the queries of a page depend on the clock."""
    settings.SITE_NOTICES = []
