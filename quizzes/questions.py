"""Questions and what they say: the only writer of questions, their versions and their anchors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from quizzes import trouble
from quizzes.generators import Drawn
from quizzes.models import Anchor, Deck, Question, QuestionVersion, Slide

STANDARD_POINTS = Decimal(1)


class QuestionError(Exception):
    """A change that must not be made; the message says why, to the author."""


@dataclass(frozen=True)
class Wording:
    """Everything that a version of a question says."""

    kind: str
    stem: str
    spec: Mapping[str, Any]
    label: str = ""
    points: Decimal = STANDARD_POINTS
    explanation: str = ""
    evidence: str = ""
    doubts: Sequence[str] = field(default=())
    generator: str = ""  # what drew it, where every student gets other numbers
    variants: Sequence[Drawn] | None = None  # what students get then; None for those that there are

    def as_fields(self) -> dict[str, Any]:
        fields = {**vars(self), "spec": dict(self.spec), "doubts": list(self.doubts)}
        del fields["variants"]
        return fields


def draw_wording(
    *, generator: str, drawn: Sequence[Drawn], label: str = "", points: Decimal = STANDARD_POINTS
) -> Wording:
    """A question of which every student gets one of `drawn`; the staff see the first."""
    return Wording(**vars(drawn[0]), label=label, points=points, generator=generator, variants=drawn)


@transaction.atomic
def add(
    *,
    course: Course,
    wording: Wording,
    origin: str,
    author: User | None = None,
    deck: Deck | None = None,
    slides: Sequence[Slide] = (),
    position: int = 0,
    key: str = "",
) -> Question:
    """A new question whose first version says `wording`, anchored to `slides`: where it is asked, then answered."""
    question = Question.objects.create(course=course, deck=deck, position=position, origin=origin, key=key)
    anchors = [
        Anchor(question=question, slide=slide, position=place, text_hash=slide.text_hash)
        for place, slide in enumerate(slides)
    ]
    Anchor.objects.bulk_create(anchors)
    _put(question=question, number=1, wording=wording, author=author)
    return question


@transaction.atomic
def write(*, slide: Slide, wording: Wording, author: User) -> Question:
    """A question that somebody wrote for a slide, after those that the deck already has."""
    deck = slide.deck
    last = deck.questions.aggregate(last=models.Max("position"))["last"] or 0
    return add(
        course=deck.course,
        wording=wording,
        origin=Question.Origin.WRITTEN,
        author=author,
        deck=deck,
        slides=[slide],
        position=last + 1,
    )


@transaction.atomic
def revise(
    *, question: Question, wording: Wording, author: User | None, based_on: int | None = None
) -> QuestionVersion:
    """A new version that says `wording`; the current one if it says so already.

    `based_on` is the number of the version that its author had before their eyes; raises QuestionError if that is no
    longer the current one.
    """
    locked = Question.objects.select_for_update(of=("self",)).select_related("current").get(pk=question.pk)
    current = locked.latest
    wording = _keep_generator(wording, current)
    if based_on is not None and based_on != current.number:
        raise QuestionError(
            "Somebody else changed this question while you were editing it. Their version is what counts now: "
            "open the question again in another tab to compare, then save yours again."
        )
    if all(getattr(current, name) == value for name, value in wording.as_fields().items()):
        return current
    if (sentence := trouble.describe(wording)) and locked.places.filter(quiz__published_at__isnull=False).exists():
        raise QuestionError(f"This question is in a published quiz, so it must stay one that can be asked. {sentence}")
    version = _put(question=locked, number=current.number + 1, wording=wording, author=author)
    question.current = version
    return version


def give_key(*, question: Question, correct: int | Sequence[int], author: User | None = None) -> QuestionVersion:
    """Let the options at `correct` (from 0) be the right ones; with several, the question asks to select them all."""
    wording = read_wording(question.latest)
    indexes = [correct] if isinstance(correct, int) else list(correct)
    if not indexes or not all(0 <= index < len(wording.spec.get("options", ())) for index in indexes):
        raise QuestionError(f"“{wording.label or wording.stem}” has no such option to be the right one.")
    kind = "multiple_choice" if len(indexes) > 1 or wording.kind == "multiple_choice" else "single_choice"
    spec = {**wording.spec, "correct": indexes}
    return revise(question=question, wording=replace(wording, kind=kind, spec=spec, doubts=()), author=author)


def accept(*, questions: Sequence[Question]) -> None:
    """An instructor chose them."""
    ids = [question.pk for question in questions]
    Question.objects.filter(pk__in=ids, state=Question.State.PROPOSED).update(state=Question.State.ACCEPTED)


def set_state(*, question: Question, state: Question.State) -> None:
    """Accept it, reject it, or take either back. Quizzes that ask it go on asking it."""
    Question.objects.filter(pk=question.pk).update(state=state)
    question.state = state


@transaction.atomic
def anchor(*, question: Question, slides: Sequence[Slide]) -> None:
    """Let it stand on `slides`; without any, stay where it stood, and let that be settled."""
    if not slides:
        question.anchors.update(is_settled=True)
        return
    question.anchors.all().delete()
    Anchor.objects.bulk_create(
        Anchor(question=question, slide=slide, position=place, text_hash=slide.text_hash)
        for place, slide in enumerate(dict.fromkeys(slides))
    )


def read_wording(version: QuestionVersion) -> Wording:
    return Wording(
        kind=version.kind,
        stem=version.stem,
        spec=version.spec,
        label=version.label,
        points=version.points,
        explanation=version.explanation,
        evidence=version.evidence,
        doubts=tuple(version.doubts),
        generator=version.generator,
    )


def _keep_generator(wording: Wording, current: QuestionVersion) -> Wording:
    """Points, label and the like may change; words and numbers that a generator draws are changed there."""
    if not current.generator or wording.generator:
        return wording
    drawn = ("kind", "stem", "explanation")
    if wording.spec != current.spec or any(getattr(wording, name) != getattr(current, name) for name in drawn):
        raise QuestionError(
            f"“{current.generator.partition('@')[0]}” draws this question anew for every student, so its words and "
            "numbers cannot be edited here. Write another question, or change the generator."
        )
    return replace(wording, generator=current.generator)


def _put(*, question: Question, number: int, wording: Wording, author: User | None) -> QuestionVersion:
    version = QuestionVersion.objects.create(question=question, number=number, author=author, **wording.as_fields())
    if wording.generator:
        _put_variants(version, wording)
    question.current = version
    question.save(update_fields=["current"])
    return version


def _put_variants(version: QuestionVersion, wording: Wording) -> None:
    """What students get of this version: newly drawn, or those of the version before, with its points and label."""
    variants = wording.variants
    if variants is None:
        before = version.question.versions.filter(number=version.number - 1, variant__gt=0)
        variants = [Drawn(each.kind, each.stem, each.spec, each.explanation) for each in before.order_by("variant")]
    fields = wording.as_fields() | {"question": version.question, "number": version.number, "author": version.author}
    QuestionVersion.objects.bulk_create(
        QuestionVersion(**fields | vars(drawn) | {"variant": place}) for place, drawn in enumerate(variants, 1)
    )
