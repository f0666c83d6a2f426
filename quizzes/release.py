"""What students see of score, key and explanation, and from when on. Every page and the gradebook ask here."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from courseapp.accounts.models import User
from quizzes import rules
from quizzes.models import Answer, Attempt, Quiz

Shown = Quiz.Shown


@dataclass(frozen=True)
class Release:
    """What somebody may see of what is marked."""

    score: bool = True
    key: bool = True
    explanation: bool = True  # remarks and slides go with it: they tell why

    @property
    def is_empty(self) -> bool:
        return not (self.score or self.key or self.explanation)

    def __and__(self, other: "Release") -> "Release":
        return Release(
            score=self.score and other.score,
            key=self.key and other.key,
            explanation=self.explanation and other.explanation,
        )


@dataclass(frozen=True)
class Opening:
    """When something is shown: from a moment on (None: at once), or never."""

    moment: datetime | None = None
    never: bool = False

    def is_open(self, now: datetime) -> bool:
        return not self.never and (self.moment is None or self.moment <= now)


EVERYTHING = Release()
NOTHING = Release(score=False, key=False, explanation=False)


def decide(*, quiz: Quiz, now: datetime | None = None) -> Release:
    """What a student who has submitted may see now. Asks the database only where others may still be answering."""
    now = now or timezone.now()
    last_end = _find_last_end(quiz)
    return Release(
        score=_open(quiz.score_shown, quiz.score_date, last_end).is_open(now),
        key=_open(quiz.key_shown, quiz.key_date, last_end).is_open(now),
        explanation=_open(quiz.explanation_shown, quiz.explanation_date, last_end).is_open(now),
    )


def decide_answer(*, attempt: Attempt, answer: Answer, of_quiz: Release) -> Release:
    """What the student may see of one answer: nothing before it is submitted or checked."""
    return of_quiz if not attempt.is_open or answer.checked_at is not None else NOTHING


def find_score_opening(quiz: Quiz) -> Opening:
    """When the gradebook may show the points to the student."""
    return _open(quiz.score_shown, quiz.score_date, _find_last_end(quiz))


def may_see_slide(*, student: User, slide_id: int, now: datetime | None = None) -> bool:
    """Whether a question of that slide was answered in an attempt whose explanations are shown."""
    asked = Answer.objects.filter(attempt__student=student, version__question__anchors__slide=slide_id)
    done = asked.filter(attempt__submitted_at__isnull=False) | asked.filter(checked_at__isnull=False)
    quizzes = Quiz.objects.filter(pk__in=done.values("attempt__quiz"))
    return any(decide(quiz=quiz, now=now).explanation for quiz in quizzes)


def describe(quiz: Quiz) -> str:
    """What students are told before they start, as a sentence or several."""
    last_end = _find_last_end(quiz)
    shown = [
        ("your score", _open(quiz.score_shown, quiz.score_date, last_end)),
        ("the right answers", _open(quiz.key_shown, quiz.key_date, last_end)),
        ("explanations with their slides", _open(quiz.explanation_shown, quiz.explanation_date, last_end)),
    ]
    at_once = "As soon as a question is checked" if quiz.feedback == Quiz.Feedback.QUESTION else "As soon as you submit"
    groups: dict[Opening, list[str]] = {}
    for what, opening in shown:
        groups.setdefault(opening, []).append(what)
    sentences = []
    for opening, whats in groups.items():
        words = _join(whats)
        if opening.never:
            sentences.append(f"{words[0].upper()}{words[1:]} {'are' if words != 'your score' else 'is'} not shown.")
        elif opening.moment is None:
            sentences.append(f"{at_once} you see {words}.")
        else:
            sentences.append(f"From {rules.describe_moment(opening.moment)} on you see {words}.")
    return " ".join(sentences)


def _open(shown: str, date: datetime | None, last_end: datetime | None) -> Opening:
    if shown == Shown.NOW:
        return Opening()
    moment = {Shown.DUE.value: last_end, Shown.DATE.value: date}.get(shown)
    return Opening(never=True) if moment is None else Opening(moment=moment)


def _find_last_end(quiz: Quiz) -> datetime | None:
    is_asked_for = Shown.DUE in {quiz.score_shown, quiz.key_shown, quiz.explanation_shown}
    return rules.find_last_end(quiz) if is_asked_for else None


def _join(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
