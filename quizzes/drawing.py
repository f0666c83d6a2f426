"""Which questions an attempt asks, and in which order: drawn from its seed, so that it can be drawn again."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizzes.models import Quiz, QuizQuestion


def draw(*, quiz: Quiz, places: Sequence[QuizQuestion], seen: Mapping[int, int], seed: int) -> list[QuizQuestion]:
    """The places of one attempt, in the order in which they are asked.

    `seen` says how often the student was asked each question before. From a pool come those they have seen least, so
    that nothing repeats until the pool is used up; among equals chance decides.
    """
    chance = random.Random(f"{seed}:questions")  # noqa: S311  a fair draw, not a secret
    pools: dict[int, list[QuizQuestion]] = defaultdict(list)
    for place in places:
        if place.pool_id is not None:
            pools[place.pool_id].append(place)
    drawn = {place.pk for place in places if place.pool_id is None}
    for of_pool in pools.values():
        shuffled = chance.sample(of_pool, len(of_pool))
        shuffled.sort(key=lambda place: seen.get(place.question_id, 0))
        pool = of_pool[0].pool
        drawn |= {place.pk for place in shuffled[: pool.draw if pool else 0]}
    chosen = [place for place in places if place.pk in drawn]
    if quiz.shuffle_questions:
        chance.shuffle(chosen)
    return chosen


def list_standing(places: Sequence[QuizQuestion]) -> list[QuizQuestion]:
    """Places that stand for what every attempt is asked and worth: of each pool as many as are drawn from it."""
    taken: Counter[int] = Counter()
    standing = []
    for place in places:
        taken[place.pool_id or 0] += 1
        if place.pool is None or taken[place.pool.pk] <= place.pool.draw:
            standing.append(place)
    return standing
