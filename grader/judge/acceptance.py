"""What an assignment accepts as right: how exact, in which form, and which conventions."""

from dataclasses import dataclass
from typing import Literal

Vectors = Literal["note", "interface"]
VECTORS: tuple[Vectors, ...] = ("note", "interface")
# Conventions that a diagnosis recognises; an assignment says which share of the marks each one earns.
CONVENTIONS = ("gate_order", "transposed_weights", "gru_form", "time_major")


@dataclass(frozen=True)
class Tolerances:
    """Largest relative errors that count as right (the formula is in ``comparison``)."""

    float64: float = 1e-6
    float32: float = 1e-4
    numerical: float = 1e-5
