"""What an answer earns once people have had their say: rulings on its question, and marks given by hand. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from courseapp.gradebook.ledger import SMALLEST_POINT
from quizzes import marking, question_types
from quizzes.models import Answer, HandMark, QuestionVersion, Ruling
from quizzes.question_types import Mark, SpecError

Kind = Ruling.Kind
Versions = Mapping[tuple[int, int, int], QuestionVersion]  # by question, number and variant


@dataclass(frozen=True)
class Book:
    """Everything said about a quiz's answers that is not in the answers themselves; rulings are the standing ones."""

    rulings: tuple[Ruling, ...] = ()
    first_points: Mapping[int, Decimal] = field(default_factory=dict)  # by question: before anything was decided
    versions: Versions = field(default_factory=dict)
    hand_marks: Mapping[int, HandMark] = field(default_factory=dict)  # by answer, the newest
    released: frozenset[int] = frozenset()  # questions whose hand marks count

    @property
    def is_not_empty(self) -> bool:
        return bool(self.first_points or self.hand_marks)

    def add(self, ruling: Ruling) -> "Book":
        first = {ruling.question_id: ruling.points_before, **self.first_points}
        return replace(self, rulings=(*self.rulings, ruling), first_points=first)

    def without(self, ruling: Ruling) -> "Book":
        return replace(self, rulings=tuple(each for each in self.rulings if each.pk != ruling.pk))

    def find(self, question_id: int, *kinds: str) -> Ruling | None:
        """The newest standing ruling of these kinds."""
        of_question = [each for each in self.rulings if each.question_id == question_id and each.kind in kinds]
        return of_question[-1] if of_question else None


@dataclass(frozen=True)
class Outcome:
    """What one answer earns, by which version, and what the student is told about it."""

    mark: Mark
    points: Decimal
    max_points: Decimal
    key: QuestionVersion | None = None


def work_out(answer: Answer, *, book: Book) -> Outcome:
    """What a submitted answer earns. An answer that the corrected key cannot read keeps its first key."""
    question_id = answer.version.question_id
    key = _find_key(answer, book)
    mark = _mark(answer, version=key or answer.version, book=book)
    if book.find(question_id, Kind.FULL):
        mark = replace(mark, fraction=1.0, is_final=True)
    worth = find_worth(question_id, otherwise=answer.max_points, book=book)
    points = (worth * Decimal(str(mark.fraction))).quantize(SMALLEST_POINT)
    return Outcome(mark=mark, points=points, max_points=worth, key=key)


def find_worth(question_id: int, *, otherwise: Decimal, book: Book) -> Decimal:
    """How many points a question is worth after what was decided about them."""
    ruling = book.find(question_id, Kind.POINTS, Kind.DROP)
    if ruling is not None:
        return ruling.points or Decimal(0)
    return book.first_points.get(question_id, otherwise)


def is_same_question(one: QuestionVersion, other: QuestionVersion) -> bool:
    """Whether answers to one mean the same as answers to the other: only what is right may differ."""
    if one.kind != other.kind:
        return False
    kind = question_types.get(one.kind)
    try:
        return kind.list_asked(kind.read_spec(one.spec)) == kind.list_asked(kind.read_spec(other.spec))
    except SpecError:
        return False


def _find_key(answer: Answer, book: Book) -> QuestionVersion | None:
    version = answer.version
    ruling = book.find(version.question_id, Kind.KEY)
    if ruling is None or ruling.version is None or ruling.version.number <= version.number:
        return None
    key = book.versions.get((version.question_id, ruling.version.number, version.variant), ruling.version)
    if not is_same_question(version, key):
        return None
    try:
        marking.mark(version=key, data=answer.data)
    except (marking.MalformedAnswer, SpecError):
        return None
    return key


def _mark(answer: Answer, *, version: QuestionVersion, book: Book) -> Mark:
    mark = marking.mark(version=version, data=answer.data)
    given = book.hand_marks.get(answer.pk)
    if mark.is_final or given is None or version.question_id not in book.released:
        return mark
    return replace(mark, fraction=given.fraction, remarks=(given.comment,) if given.comment else (), is_final=True)
