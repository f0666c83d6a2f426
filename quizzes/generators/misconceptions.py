"""Feedback for numbers that come from a known mistake, kept only where it tells mistakes apart."""

from collections.abc import Iterable


def tell_apart(answer: float, known: Iterable[tuple[float, str]], *, apart: float) -> list[dict[str, str]]:
    """For `feedback` of a numeric question: each number farther than `apart` from the answer and from those before."""
    kept: list[tuple[float, str]] = []
    for number, text in known:
        if all(abs(number - other) > apart for other in (answer, *(each for each, _ in kept))):
            kept.append((number, text))
    return [{"answer": f"{number:.6g}", "text": text} for number, text in kept]
