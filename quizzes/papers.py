"""What the pages of a quiz show: its questions drawn for an attempt, for a preview, or for review."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from courseapp.accounts.models import User
from quizzes import marking, outcomes, question_types, scoring, sheets, trouble
from quizzes.attempts import Saving
from quizzes.models import Anchor, Answer, Attempt, QuestionVersion, Quiz, Slide
from quizzes.outcomes import Book
from quizzes.question_types import Mark, QuestionType

CONFLICT = (
    "This answer was changed in another tab or on another device. "
    "You see what is saved now: choose again if it is not what you want."
)
ELSEWHERE = "This answer was changed in another tab or on another device. You see what is saved now."
MALFORMED = "What your browser sent is not an answer to this question, so it was not saved. Please choose again."


@dataclass(frozen=True)
class Shown:
    """One question on a page; `question`, `answer`, `field`, `labelled` and `mark` are for its type's templates."""

    version: QuestionVersion
    position: int
    type: QuestionType | None  # None where nobody knows the kind
    question: Any  # None where there is trouble
    trouble: str
    answer: question_types.Answer | None = None
    mark: Mark | None = None
    seen: str = ""
    note: str = ""
    points: Decimal | None = None
    max_points: Decimal | None = None
    slides: tuple[Slide, ...] = ()

    @property
    def field(self) -> str:
        return sheets.prefix(self.position)

    @property
    def labelled(self) -> str:
        return f"question-{self.position}-stem"

    @property
    def telling_slides(self) -> tuple[Slide, ...]:
        """Those that say more than the question itself: the answer's, or else the question's own."""
        return self.slides[1:] or self.slides

    @property
    def is_right(self) -> bool:
        return self.mark is not None and self.mark.fraction == 1

    @property
    def waits(self) -> bool:
        """For a person to mark it."""
        return self.mark is not None and not self.mark.is_final

    @property
    def is_partly_right(self) -> bool:
        return self.mark is not None and 0 < self.mark.fraction < 1


@dataclass(frozen=True)
class Paper:
    """An attempt as one person sees it."""

    attempt: Attempt
    questions: tuple[Shown, ...]
    is_own: bool
    tab: str
    was_decided: bool = False  # something about its questions, after they were answered

    @property
    def title(self) -> str:
        return f"Attempt {self.attempt.number}"

    @property
    def reveals(self) -> bool:
        """Whether key, explanation and slides are shown: to the student once they have submitted."""
        return not self.attempt.is_open

    @property
    def waiting(self) -> int:
        """How many answers a person has not marked yet."""
        return sum(asked.waits for asked in self.questions)

    @property
    def attempts_left(self) -> int:
        quiz = self.attempt.quiz
        if quiz.is_over(timezone.now()) or not quiz.is_published:
            return 0
        return max(0, quiz.attempts_allowed - self.attempt.number)


def draw(*, attempt: Attempt, viewer: User, saving: Saving | None = None) -> Paper:
    """The attempt's questions with what is stored; marked, and with their slides, once it is submitted."""
    is_own = attempt.student_id == viewer.pk
    answers = attempt.answers.select_related("version__question", "key").order_by("position")
    if not attempt.is_open:
        anchors = Prefetch("version__question__anchors", Anchor.objects.select_related("slide"))
        answers = answers.prefetch_related(anchors)
    book = None if attempt.is_open else scoring.read_book_for(attempt, answers=list(answers))
    notes = _describe_notes(saving) if saving else {}
    shown = tuple(
        _draw_answer(answer, attempt=attempt, note=notes.get(answer.position, ""), book=book) for answer in answers
    )
    was_decided = book is not None and book.is_not_empty
    return Paper(attempt=attempt, questions=shown, is_own=is_own, tab=sheets.draw_tab(), was_decided=was_decided)


def draw_preview(quiz: Quiz) -> tuple[Shown, ...]:
    """The quiz as a student would start it now."""
    places = quiz.places.select_related("question__current").order_by("position")
    return tuple(show(place.question.latest, position=place.position, max_points=place.points) for place in places)


def show(version: QuestionVersion, *, position: int = 0, max_points: Decimal | None = None) -> Shown:
    """A question without an attempt, whether it can be asked or not."""
    obstacle = trouble.describe(version)
    return Shown(
        version=version,
        position=position or version.question_id,
        type=question_types.get(version.kind) if version.kind in question_types.kinds() else None,
        question=None if obstacle else marking.read_spec(version=version),
        trouble=obstacle,
        max_points=max_points,
    )


def list_sentences(saving: Saving) -> list[str]:
    """What a student should know about a saving that was not complete."""
    sentences = []
    if saving.malformed:
        sentences.append(f"{_name(saving.malformed)}: {MALFORMED}")
    if saving.conflicts:
        sentences.append(f"{_name(saving.conflicts)}: {CONFLICT}")
    if saving.elsewhere:
        sentences.append(f"{_name(saving.elsewhere)}: {ELSEWHERE}")
    return sentences


def describe_saving(saving: Saving) -> str:
    """The words beside the save mark of a page that is not drawn again."""
    if saving.is_safe:
        return "Saved"
    told = []
    if saving.conflicts:
        told.append(f"{_name(saving.conflicts)}: not saved, because another tab or device has answered it since.")
    if saving.malformed:
        told.append(f"{_name(saving.malformed)}: not saved, because it is not an answer this question can take.")
    return " ".join([*told, "Reload the page to see what is saved."])


def _draw_answer(answer: Answer, *, attempt: Attempt, note: str, book: Book | None) -> Shown:
    version = answer.marked_version
    outcome = outcomes.work_out(answer, book=book) if book else None
    spec = marking.read_spec(version=version, seed=attempt.seed)
    return Shown(
        version=version,
        position=answer.position,
        type=question_types.get(version.kind),
        question=spec,
        trouble="",
        answer=marking.read_answer(version=version, spec=spec, posted=answer.data),
        mark=outcome.mark if outcome else None,
        seen=sheets.describe_seen(answer),
        note=note,
        points=answer.points,
        max_points=outcome.max_points if outcome else answer.max_points,
        slides=() if attempt.is_open else tuple(anchor.slide for anchor in answer.version.question.anchors.all()),
    )


def _describe_notes(saving: Saving) -> Mapping[int, str]:
    return {
        **dict.fromkeys(saving.elsewhere, ELSEWHERE),
        **dict.fromkeys(saving.conflicts, CONFLICT),
        **dict.fromkeys(saving.malformed, MALFORMED),
    }


def _name(positions: frozenset[int]) -> str:
    numbers = ", ".join(str(position) for position in sorted(positions))
    return f"Question {numbers}" if len(positions) == 1 else f"Questions {numbers}"
