"""From a deck to quiz questions: `find_questions` finds those that the deck already holds."""

from quizzes.drafting.finding import find_questions
from quizzes.drafting.question import FoundQuestion

__all__ = ["FoundQuestion", "find_questions"]
