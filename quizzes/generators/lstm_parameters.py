"""How many parameters an LSTM cell has."""

import random
from typing import Any

from quizzes.generators.parameters import count


def generate(rng: random.Random) -> dict[str, Any]:
    return count(rng, "LSTM")
