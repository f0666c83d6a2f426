"""How many parameters a recurrent cell has."""

import random
from typing import Any

from quizzes.generators.misconceptions import tell_apart

BLOCKS = {"simple recurrent": 1, "LSTM": 4, "GRU": 3}
PARTS = {
    "simple recurrent": "There is one block",
    "LSTM": "There are four blocks: the input, forget and output gates and the candidate",
    "GRU": "There are three blocks: the update and reset gates and the candidate",
}


def count(rng: random.Random, cell: str) -> dict[str, Any]:
    """blocks × (H D + H H + H), every block with one bias."""
    D, H = rng.sample([4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 50, 64], 2)
    blocks = BLOCKS[cell]
    one = H * D + H * H + H
    answer = blocks * one
    other_counts = [
        (number * one, f"That counts {number} block{'s' if number > 1 else ''} of weights. {PARTS[cell]}.")
        for number in (1, 2, 3, 4)
        if number != blocks
    ]
    known = [
        (blocks * (H * D + H * H), "The biases are missing."),
        (blocks * (H * D + H), "The recurrent weights, $H \\times H$ in each block, are missing."),
        (blocks * (H * H + H), "The input weights, $H \\times D$ in each block, are missing."),
        *other_counts,
        (blocks * (one + H), "That counts two bias vectors in each block, as PyTorch stores them; here there is one."),
        (blocks * (D * D + D * H + D), "The hidden state has $H$ entries and the input $D$; here they are exchanged."),
    ]
    product = f", so ${blocks} \\cdot {one} = {answer}$" if blocks > 1 else ""
    article = "An" if cell == "LSTM" else "A"
    return {
        "stem": (
            f"{article} {cell} cell has $D = {D}$ inputs and $H = {H}$ hidden units, and one bias vector in each block "
            "of weights. How many parameters does it have?"
        ),
        "answer": answer,
        "feedback": tell_apart(answer, known, apart=0.5),
        "explanation": (
            f"{PARTS[cell]}, each with $H D + H H + H = {H * D} + {H * H} + {H} = {one}$ parameters{product}."
        ),
    }
