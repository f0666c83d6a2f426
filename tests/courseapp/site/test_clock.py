"""One clock for all machines."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from courseapp.site import clock
from courseapp.site.clock import AGE_S, Clock

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


class World:
    """Seconds that a test lets pass, and what asking costs of them."""

    def __init__(self, cost: float = 0.0) -> None:
        self.seconds, self.asked, self.cost = 1_000.0, 0, cost

    def ask(self) -> datetime:
        self.asked += 1
        self.seconds += self.cost / 2
        moment = self.true
        self.seconds += self.cost / 2
        return moment

    @property
    def true(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds - 1_000)


def test_the_time_goes_on_without_asking_again():
    world = World()
    own = Clock(ask=world.ask, count=lambda: world.seconds)
    for passed in (0, 1.5, AGE_S / 2):
        world.seconds += passed
        assert own.now() == world.true
    assert world.asked == 1


def test_it_is_asked_again_after_a_while():
    world = World()
    own = Clock(ask=world.ask, count=lambda: world.seconds)
    own.now()
    world.seconds += AGE_S + 1
    assert own.now() == world.true
    assert world.asked == 2


def test_a_slow_answer_makes_the_time_wrong_by_half_of_it_at_most():
    world = World(cost=2.0)
    own = Clock(ask=world.ask, count=lambda: world.seconds)
    assert abs(own.now() - world.true) <= timedelta(seconds=1)


def test_whoever_changes_the_clock_of_the_program_changes_nothing(db, monkeypatch):
    wrong = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: wrong)
    assert wrong - clock.now() > timedelta(hours=23)
