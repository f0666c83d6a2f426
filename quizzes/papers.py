"""What the pages of a quiz show: its questions drawn for an attempt, for a preview, or for review."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from courseapp.accounts.models import User
from courseapp.site import clock
from courseapp.site.addresses import Address
from quizzes import marking, outcomes, question_types, reading, release, rules, scoring, sheets, stops, trouble
from quizzes.models import Answer, Attempt, QuestionVersion, Quiz, Slide
from quizzes.outcomes import Book
from quizzes.question_types import Mark, QuestionType
from quizzes.release import Release
from quizzes.saving import Saving
from quizzes.stops import Stop

CONFLICT = (
    "This answer was changed in another tab or on another device. "
    "You see what is saved now: choose again if it is not what you want."
)
ELSEWHERE = "This answer was changed in another tab or on another device. You see what is saved now."
MALFORMED = "What your browser sent is not an answer to this question, so it was not saved. Please choose again."
NOTHING_DECIDED = Book()
SAVE, SUBMIT = Address("quizzes:save", 1), Address("quizzes:submit", 1)
QUESTION, CHECK = Address("quizzes:question", 2), Address("quizzes:check", 2)
OBJECTION = Address("quizzes:raise-objection", 2)
LOCKED = "This answer can no longer be changed. You see what is saved."


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
    release: Release = release.EVERYTHING
    is_checked: bool = False
    attempt_id: int = 0  # 0 where nobody answers it

    @property
    def field(self) -> str:
        return sheets.prefix(self.position)

    @property
    def labelled(self) -> str:
        return f"question-{self.position}-stem"

    @property
    def check_address(self) -> str:
        return CHECK(self.attempt_id, self.position)

    @property
    def objection_address(self) -> str:
        return OBJECTION(self.attempt_id, self.position)

    @property
    def look(self) -> tuple[str, ...]:
        """Everything that the question and its fields show while it is asked."""
        return (self.version.kind, self.version.stem, repr(self.question), repr(self.answer), self.field)

    @property
    def marked_look(self) -> tuple[object, ...]:
        """Everything that it shows once it is marked, with what it earned."""
        said = (self.version.label, self.version.explanation, self.points, self.max_points)
        return (*self.look, repr(self.mark), self.release, *said)

    @property
    def asked_look(self) -> tuple[object, ...]:
        """Everything that stays the same around the question while it is asked."""
        return (*self.look, self.version.label, self.max_points, self.note)

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
    release: Release
    now: datetime
    stops: tuple[Stop, ...] = ()  # where each question has a page of its own
    attempts_left: int = 0
    was_decided: bool = False  # something about its questions, after they were answered

    @property
    def save_address(self) -> str:
        return SAVE(self.attempt.pk)

    @property
    def submit_address(self) -> str:
        return SUBMIT(self.attempt.pk)

    @property
    def questions_address(self) -> str:
        """What the address of each of its questions begins with; its position and a slash follow."""
        return QUESTION(self.attempt.pk, 0).removesuffix("0/")

    @property
    def title(self) -> str:
        return f"Attempt {self.attempt.number}"

    @property
    def is_submitted(self) -> bool:
        return not self.attempt.is_open

    @property
    def waiting(self) -> int:
        """How many answers a person has not marked yet."""
        return sum(asked.waits for asked in self.questions)

    @property
    def seconds_left(self) -> int | None:
        """By the server's clock; None where there is no end."""
        return self.attempt.measure_seconds_left(self.now)

    @property
    def position(self) -> int | None:
        """The question of this page; None where all are on one page."""
        return next((stop.position for stop in self.stops if stop.is_here), None)

    @property
    def is_last(self) -> bool:
        return self.position is None or self.position == len(self.stops)

    @property
    def next_position(self) -> int:
        return (self.position or 0) + 1

    @property
    def previous_position(self) -> int:
        """0 where there is no way back."""
        is_one_way = self.attempt.quiz.layout == Quiz.Layout.ONE_WAY
        return 0 if is_one_way else (self.position or 1) - 1

    @property
    def answered(self) -> int:
        return sum(stop.is_answered for stop in self.stops)


def draw(
    *, attempt: Attempt, viewer: User, saving: Saving | None = None, position: int = 0, now: datetime | None = None
) -> Paper:
    """The attempt with what is stored and as much of marks, keys and slides as `viewer` may see.

    While its student takes it, a quiz with a page for each question shows question `position` alone.
    """
    now = now or clock.now()
    is_own = attempt.student_id == viewer.pk
    shows = release.decide(quiz=attempt.quiz, now=now) if is_own else release.EVERYTHING
    listed = stops.read(attempt, position=position) if position and attempt.is_open and is_own else ()
    answers = reading.read_shown(attempt, position=position if listed else 0)
    book = None if attempt.is_open else scoring.read_book_for(attempt, answers=answers)
    notes = _describe_notes(saving) if saving else {}
    return Paper(
        attempt=attempt,
        questions=tuple(
            _draw_answer(answer, attempt=attempt, note=notes.get(answer.position, ""), of_quiz=shows, book=book)
            for answer in answers
        ),
        is_own=is_own,
        tab=sheets.draw_tab(),
        release=shows,
        was_decided=book is not None and book.is_not_empty,
        now=now,
        stops=listed,
        attempts_left=_count_attempts_left(attempt, now) if is_own and not attempt.is_open else 0,
    )


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
    if saving.locked:
        sentences.append(f"{_name(saving.locked)}: {LOCKED}")
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
    if saving.locked:
        told.append(f"{_name(saving.locked)}: not saved, because it can no longer be changed.")
    return " ".join([*told, "Reload the page to see what is saved."])


def _draw_answer(answer: Answer, *, attempt: Attempt, note: str, of_quiz: Release, book: Book | None) -> Shown:
    version = answer.marked_version
    spec = marking.read_spec(version=version, seed=attempt.seed, shuffle=attempt.quiz.shuffle_options)
    shows = release.decide_answer(attempt=attempt, answer=answer, of_quiz=of_quiz)
    is_marked = not attempt.is_open or answer.checked_at is not None
    outcome = outcomes.work_out(answer, book=book or NOTHING_DECIDED) if is_marked else None
    mark = None if outcome is None or shows.is_empty else outcome.mark
    slides = answer.version.question.anchors.all() if is_marked and shows.explanation else ()
    return Shown(
        version=version,
        position=answer.position,
        type=question_types.get(version.kind),
        question=spec,
        trouble="",
        answer=marking.read_answer(version=version, spec=spec, posted=answer.data),
        mark=mark if mark is None or shows.explanation else replace(mark, remarks=()),
        seen=sheets.describe_seen(answer),
        note=note,
        points=outcome.points if outcome and shows.score else None,
        max_points=outcome.max_points if outcome else answer.max_points,
        slides=tuple(anchor.slide for anchor in slides),
        release=shows,
        is_checked=answer.checked_at is not None,
        attempt_id=attempt.pk,
    )


def _count_attempts_left(attempt: Attempt, now: datetime) -> int:
    quiz = attempt.quiz
    if not quiz.is_published:
        return 0
    theirs = rules.read(quiz=quiz, student=attempt.student)
    if theirs.ends_at is not None and now >= theirs.ends_at:
        return 0
    return max(0, theirs.attempts_allowed - attempt.number)


def _describe_notes(saving: Saving) -> Mapping[int, str]:
    return {
        **dict.fromkeys(saving.elsewhere, ELSEWHERE),
        **dict.fromkeys(saving.conflicts, CONFLICT),
        **dict.fromkeys(saving.malformed, MALFORMED),
        **dict.fromkeys(saving.locked, LOCKED),
    }


def _name(positions: frozenset[int]) -> str:
    numbers = ", ".join(str(position) for position in sorted(positions))
    return f"Question {numbers}" if len(positions) == 1 else f"Questions {numbers}"
