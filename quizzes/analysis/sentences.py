"""What looks wrong with a question, in plain sentences that say what to do."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.question_types import Offered

FEW = 10  # students; below, figures say little
ENOUGH = 30  # students; above, an option that nobody chooses is no accident
VERY_HARD, VERY_EASY, WEAK = 0.2, 0.95, 0.15

Choice = tuple[Offered, Sequence[float], int]  # with the shares of the fifths, and how many chose it


@dataclass(frozen=True)
class Figures:
    asked: int
    facility: float | None
    guess: float | None
    discrimination: float | None


def list_remarks(figures: Figures, choices: Sequence[Choice]) -> tuple[str, ...]:
    """What looks wrong, the most serious first; none where nothing does, or where too few answered to say."""
    if figures.asked < FEW or figures.facility is None:
        return ()
    remarks = [_suspect_key(choices), _suspect_sign(figures), _suspect_level(figures), _suspect_weakness(figures)]
    return tuple(remark for remark in remarks if remark)


def list_hints(figures: Figures, choices: Sequence[Choice]) -> tuple[str, ...]:
    """What could be better though nothing is wrong."""
    hints = [_suspect_ease(figures), _suspect_distractors(figures, choices)]
    return tuple(hint for hint in hints if hint and figures.asked >= FEW)


def _suspect_key(choices: Sequence[Choice]) -> str:
    best = {option: shares[-1] for option, shares, _ in choices if not math.isnan(shares[-1])}
    right = max((share for option, share in best.items() if option.is_right), default=0.0)
    wrong = max((pair for pair in best.items() if not pair[0].is_right), key=lambda pair: pair[1], default=None)
    if wrong is None or wrong[1] <= right:
        return ""
    return f"The strongest students choose {wrong[0].letter}: check the key."


def _suspect_sign(figures: Figures) -> str:
    if figures.discrimination is None or figures.discrimination >= 0:
        return ""
    return "Who does well elsewhere does worse here: check the key, and whether the wording misleads."


def _suspect_level(figures: Figures) -> str:
    facility, guess = figures.facility or 0.0, figures.guess
    if guess is not None and facility < guess:
        worse = f"They earn less ({facility:.0%}) than by guessing ({guess:.0%})"
        return f"{worse}: many share a misconception, or the key is wrong."
    if facility < VERY_HARD:
        return f"Hardly anybody gets this ({facility:.0%}): was it taught?"
    return ""


def _suspect_ease(figures: Figures) -> str:
    if figures.facility is None or figures.facility <= VERY_EASY:
        return ""
    return f"Nearly everybody gets this ({figures.facility:.0%}): it tells little about who knows more."


def _suspect_weakness(figures: Figures) -> str:
    is_middling = VERY_HARD <= (figures.facility or 0.0) <= VERY_EASY
    if figures.discrimination is None or not 0 <= figures.discrimination < WEAK or not is_middling:
        return ""
    return "Strong and weak students do about equally well here: it may be read in two ways, or it may be guessed."


def _suspect_distractors(figures: Figures, choices: Sequence[Choice]) -> str:
    idle = [option.letter for option, _, count in choices if not count and not option.is_right]
    if figures.asked < ENOUGH or not idle:
        return ""
    return f"Nobody chooses {' or '.join(idle)}: another distractor would test more."
