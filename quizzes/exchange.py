"""A quiz's questions to other systems and back: what goes, what comes, and what does not."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db import transaction

from courseapp.accounts.models import User
from quizzes import authoring, formats, question_types, questions, trouble
from quizzes.formats import Format, FormatError, Loss, Question, Writing
from quizzes.models import Question as StoredQuestion
from quizzes.models import Quiz
from quizzes.questions import Wording

SALT = "quizzes.exchange"
LONGEST_LABEL = 200
DRAWN = "every student gets other numbers here; what is written are those that the staff see."


@dataclass(frozen=True)
class Export:
    """A quiz in one format."""

    format: Format
    writing: Writing


@dataclass(frozen=True)
class Arrival:
    """A question of a file, before it is stored: `trouble` says why it could not be asked yet."""

    question: Question
    type: question_types.QuestionType
    spec: Any  # None where there is trouble
    trouble: str

    @property
    def kind(self) -> str:
        return self.question.kind.replace("_", " ")


@dataclass(frozen=True)
class Preview:
    """What a file brings. Nothing is stored; `parcel` is what the page sends back to have it stored."""

    format: Format
    arrivals: tuple[Arrival, ...]
    losses: tuple[Loss, ...]
    parcel: str


def export(*, quiz: Quiz, format_name: str) -> Export:
    """The quiz in that format, with what could not be said in it; raises FormatError for a name that is none."""
    known = formats.get(format_name)
    places = quiz.places.select_related("question__current").order_by("position")
    asked, drawn = [], []
    for number, place in enumerate(places, 1):
        version = place.question.latest
        asked.append(
            Question(
                kind=version.kind,
                stem=version.stem,
                spec=version.spec,
                label=version.label,
                points=place.points,
                explanation=version.explanation,
            )
        )
        drawn += [Loss(f"Question {number}", DRAWN)] if version.generator else []
    writing = known.write(asked, title=quiz.title)
    return Export(known, Writing(writing.data, (*drawn, *writing.losses)))


def export_all(quiz: Quiz) -> tuple[Export, ...]:
    return tuple(export(quiz=quiz, format_name=name) for name in formats.names())


def preview(*, filename: str, data: bytes) -> Preview:
    """What the file holds; raises FormatError, whose message says where it cannot be followed."""
    known = formats.recognise(filename, data)
    reading = known.read(data)
    if not reading.questions:
        raise FormatError(" ".join(["There is no question in this file that can be taken.", *map(str, reading.losses)]))
    return Preview(
        format=known,
        arrivals=tuple(_look_at(question) for question in reading.questions),
        losses=reading.losses,
        parcel=signing.dumps([_pack(question) for question in reading.questions], salt=SALT, compress=True),
    )


@transaction.atomic
def take(*, quiz: Quiz, parcel: str, author: User) -> int:
    """Store the questions of a preview at the end of the quiz; how many. Raises FormatError or AuthoringError."""
    try:
        packed = signing.loads(parcel, salt=SALT)
    except signing.BadSignature as error:
        raise FormatError("The questions did not arrive as they were shown. Choose the file again.") from error
    stored = [_store(quiz, Question(**each | {"points": Decimal(each["points"])}), author) for each in packed]
    kept = {place.question: place.points for place in quiz.places.select_related("question").order_by("position")}
    authoring.choose_questions(quiz=quiz, points=kept | dict(stored), draws=authoring.read_draws(quiz))
    return len(stored)


def _look_at(question: Question) -> Arrival:
    obstacle = trouble.describe(question)
    known = question_types.get(question.kind)
    return Arrival(question, known, None if obstacle else known.read_spec(question.spec), obstacle)


def _pack(question: Question) -> dict[str, Any]:
    return asdict(question) | {"points": str(question.points)}


def _store(quiz: Quiz, question: Question, author: User) -> tuple[StoredQuestion, Decimal]:
    wording = Wording(
        kind=question.kind,
        stem=question.stem,
        spec=question.spec,
        label=question.label[:LONGEST_LABEL],
        points=question.points,
        explanation=question.explanation,
    )
    stored = questions.add(course=quiz.course, wording=wording, origin=StoredQuestion.Origin.WRITTEN, author=author)
    return stored, question.points


def list_endings() -> Sequence[str]:
    return sorted({ending for name in formats.names() for ending in formats.get(name).suffixes})
