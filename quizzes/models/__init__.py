"""What the database keeps of decks, questions, quizzes and attempts."""

from quizzes.models.accommodations import Accommodation
from quizzes.models.afterwards import HandMark, MarksRelease, Objection, Ruling
from quizzes.models.attempts import Answer, Attempt
from quizzes.models.codes import WrongCode
from quizzes.models.decks import Deck, PastFile, Slide
from quizzes.models.edits import Edit
from quizzes.models.questions import Anchor, Offer, Question, QuestionVersion
from quizzes.models.quizzes import Pool, Quiz, QuizQuestion
from quizzes.models.uploads import Upload

__all__ = [
    "Accommodation",
    "Anchor",
    "Answer",
    "Attempt",
    "Deck",
    "Edit",
    "HandMark",
    "MarksRelease",
    "Objection",
    "Offer",
    "PastFile",
    "Pool",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Ruling",
    "Slide",
    "Upload",
    "WrongCode",
]
