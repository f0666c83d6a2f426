"""Which of a parametrised question's variants an attempt asks."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizzes.models import QuestionVersion


def choose(*, versions: Sequence[QuestionVersion], seed: int) -> Mapping[int, QuestionVersion]:
    """For each version's id what is asked: the version itself, or the variant of it that the seed draws."""
    chosen = {version.pk: version for version in versions}
    drawn = [version for version in versions if version.generator]
    if not drawn:
        return chosen
    known: dict[tuple[int, int], list[QuestionVersion]] = defaultdict(list)
    ids = [version.question_id for version in drawn]
    for variant in (
        QuestionVersion.objects.filter(question__in=ids, variant__gt=0)
        .order_by("variant")
        .only("question", "number", "variant")
    ):
        known[variant.question_id, variant.number].append(variant)
    for version in drawn:
        if variants := known[version.question_id, version.number]:
            chance = random.Random(f"{seed}:{version.question_id}:variant")  # noqa: S311  a fair draw, not a secret
            chosen[version.pk] = chance.choice(variants)
    return chosen
