"""One step of a simple recurrent cell with one unit, by hand."""

import math
import random
from typing import Any

from quizzes.generators.misconceptions import tell_apart

TOLERANCE = 0.005


def generate(rng: random.Random) -> dict[str, Any]:
    """h_t = tanh(w h_{t-1} + u x_t + b) for one-digit numbers, away from where tanh is flat."""
    while True:
        w, u, h, x = (rng.choice([-1, 1]) * rng.randint(2, 15) / 10 for _ in range(4))
        b = rng.choice([-3, -2, -1, 1, 2, 3]) / 10
        z = w * h + u * x + b
        if 0.2 < abs(z) < 1.5 and abs(w - u) > 0.2 and abs(h - x) > 0.2:
            break
    answer = math.tanh(z)
    known = [
        (z, "That is the pre-activation. It still goes through $\\tanh$."),
        (
            math.tanh(u * h + w * x + b),
            "Here the weights are swapped: $w$ belongs to the hidden state, $u$ to the input.",
        ),
        (math.tanh(u * x + b), "Here the recurrent term $w\\,h_{t-1}$ is missing."),
        (math.tanh(w * h + b), "Here the input term $u\\,x_t$ is missing."),
        (math.tanh(w * h + u * x), "Here the bias is missing."),
        (1 / (1 + math.exp(-z)), "That is the logistic sigmoid; a simple cell uses $\\tanh$."),
        (math.tanh(w * h) + math.tanh(u * x) + math.tanh(b), "$\\tanh$ of a sum is not the sum of the $\\tanh$."),
    ]
    return {
        "stem": (
            "A simple recurrent cell with one unit computes $h_t = \\tanh(w\\,h_{t-1} + u\\,x_t + b)$. "
            f"Let $w = {w}$, $u = {u}$, $b = {b}$, $h_{{t-1}} = {h}$ and $x_t = {x}$. "
            "What is $h_t$? Give three decimals."
        ),
        "answer": f"{answer:.6f}",
        "tolerance": {"absolute": str(TOLERANCE)},
        "feedback": tell_apart(answer, known, apart=2 * TOLERANCE),
        "explanation": (
            f"The pre-activation is ${w} \\cdot ({h}) + {u} \\cdot ({x}) + ({b}) = {z:.4g}$, "
            f"and $\\tanh({z:.4g}) \\approx {answer:.3f}$."
        ),
    }
