"""From a deck to quiz questions: `find_questions` finds those it already holds, `draft_questions` proposes new ones."""

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts import draft_questions
from quizzes.drafting.finding import find_questions
from quizzes.drafting.question import FoundQuestion

__all__ = ["Draft", "FoundQuestion", "draft_questions", "find_questions"]
