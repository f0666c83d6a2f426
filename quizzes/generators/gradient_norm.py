"""How large a gradient is after it went back through T steps of a linear recurrence."""

import random
from typing import Any

from quizzes.generators.misconceptions import tell_apart


def generate(rng: random.Random) -> dict[str, Any]:
    """|dL/dh_0| = w^T |dL/dh_T| for h_t = w h_{t-1}."""
    w = rng.choice([0.5, 0.6, 0.7, 0.8, 1.1, 1.2, 1.3, 1.5])
    steps = rng.randint(4, 10)
    norm = rng.choice([2, 3, 4, 5])
    answer = norm * w**steps
    word = "vanishes" if w < 1 else "explodes"
    known = [
        (norm * w ** (steps - 1), f"That is one factor too few: between $h_0$ and $h_{{{steps}}}$ lie {steps} steps."),
        (norm * w ** (steps + 1), f"That is one factor too many: between $h_0$ and $h_{{{steps}}}$ lie {steps} steps."),
        (w**steps, f"That is how it shrinks or grows; the gradient that arrives is {norm}, not 1."),
        (
            norm * w * steps,
            "The factors are multiplied with each other, so $w$ is raised to a power, not multiplied by $T$.",
        ),
        (norm / w**steps, "Going back multiplies by $w$ at each step; this divides."),
        (norm * w, "That is the gradient after a single step."),
    ]
    return {
        "stem": (
            f"In the linear recurrence $h_t = {w}\\,h_{{t-1}}$ the gradient that arrives at the last state is "
            f"$\\left|\\partial L / \\partial h_{{{steps}}}\\right| = {norm}$. What is "
            "$\\left|\\partial L / \\partial h_0\\right|$, to three significant figures?"
        ),
        "answer": f"{answer:.8g}",
        "tolerance": {"relative": "0.01"},
        "feedback": tell_apart(answer, known, apart=0.03 * answer),
        "explanation": (
            f"Each step back multiplies by ${w}$: ${norm} \\cdot {w}^{{{steps}}} \\approx {answer:.3g}$. "
            f"The gradient {word}."
        ),
    }
