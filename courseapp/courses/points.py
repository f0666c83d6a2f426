"""Points as people write them."""

from decimal import Decimal


def write_points(points: Decimal) -> str:
    """Without zeros that say nothing: 7.500 -> 7.5, 10.000 -> 10."""
    return f"{points.normalize():f}"
